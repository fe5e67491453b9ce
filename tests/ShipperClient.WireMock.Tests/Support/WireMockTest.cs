using System.Collections.Specialized;
using ShipperClient.TestSupport;
using WireMock.Logging;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace ShipperClient.WireMock.Tests.Support;

/// <summary>A test against the WireMock server of its class. It fails if a request matches no stub, or if a stub is never requested.</summary>
public abstract class WireMockTest : IClassFixture<WireMockFixture>, IDisposable
{
    protected const string TasksPath = "/logstores/test-logstore/shipper/test-shipper/tasks";

    /// <summary>A page with one task, as the documents show it.</summary>
    protected const string Page = """
        {"count":1,"total":20,"statistics":{"running":0,"success":20,"fail":0},"tasks":[{"id":"abcdefghijk","taskStatus":"success","taskMessage":"","taskCreateTime":1448925013,"taskLastDataReceiveTime":1448915013,"taskFinishTime":1448926013}]}
        """;

    private readonly List<LogServiceClient> _clients = [];

    protected WireMockTest(WireMockFixture fixture)
    {
        Server = fixture.Server;
        Server.Reset();
    }

    protected WireMockServer Server { get; }

    /// <summary>Gets the client's clock. It stands still, but waits between attempts complete on their own; an attempt's time-out does not.</summary>
    protected ManualTimeProvider Clock { get; } = new(DocumentedRequest.Now) { AutoFire = static due => due < TimeSpan.FromSeconds(9) };

    protected ShipperReference Shipper { get; } = new("test-project", "test-logstore", "test-shipper");

    /// <summary>Gets a query for the last 24 hours, every status.</summary>
    protected ShipperStatusQuery Query => new(Shipper, DocumentedRequest.Now.AddHours(-24), DocumentedRequest.Now);

    /// <summary>Gets a query for the last hour, for a client on the system's clock.</summary>
    protected ShipperStatusQuery QueryUntilNow => new(Shipper, TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow());

    /// <summary>Gets what the server has received and answered, in order.</summary>
    protected IReadOnlyList<ILogEntry> Requests => [.. Server.LogEntries];

    protected static IRequestBuilder Get => Request.Create().WithPath(TasksPath).UsingGet();

    protected static IRequestBuilder Put => Request.Create().WithPath(TasksPath).UsingPut();

    /// <summary>Gets the documented response to a retry: no body.</summary>
    protected static IResponseBuilder Accepted => Response.Create().WithStatusCode(200).WithHeader("x-log-requestid", DocumentedRequest.RequestId);

    protected static IResponseBuilder Busy => Json("""{"errorCode":"ServerBusy","errorMessage":"The server is busy"}""", 503);

    protected static IResponseBuilder Json(string body, int status = 200) =>
        Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithHeader("x-log-requestid", DocumentedRequest.RequestId).WithBody(body);

    /// <summary>Creates a client that retries once and does not wait.</summary>
    protected LogServiceClient Client(Action<LogServiceClientOptions>? configure = null)
    {
        var options = new LogServiceClientOptions
        {
            Endpoint = Server.Url!,
            Region = "cn-hangzhou",
            Credentials = new StaticCredentialsProvider(DocumentedRequest.AccessKeyId, DocumentedRequest.AccessKeySecret),
            MaxRetryAttempts = 1,
            RetryDelay = TimeSpan.Zero,
            TimeProvider = Clock,
        };
        configure?.Invoke(options);
        var client = LogServiceClient.Create(options);
        _clients.Add(client);
        return client;
    }

    protected LogServiceClient Client(SignatureVersion version) => Client(options => options.SignatureVersion = version);

    /// <summary>Waits until the server has answered so many requests. WireMock logs a request when its response is ready, which a client need not wait for.</summary>
    protected async Task<IReadOnlyList<ILogEntry>> AnsweredAsync(int count)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Check(object? sender, NotifyCollectionChangedEventArgs? change)
        {
            if (Requests.Count >= count)
            {
                answered.TrySetResult();
            }
        }

        Server.LogEntriesChanged += Check;
        Check(sender: null, change: null);
        await answered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Server.LogEntriesChanged -= Check;
        return Requests;
    }

    /// <summary>Asserts that the server has received these requests, each byte for byte.</summary>
    internal void AssertReceived(SignatureVersion version, params DocumentedRequest[] documented)
    {
        var host = $"{Shipper.Project}.{new Uri(Server.Url!).Authority}";
        Assert.Equal(
            documented.Select(request => request.Text(version, host)),
            Requests.Select(static entry => RequestText.Format(entry.RequestMessage)),
            StringComparer.Ordinal);
    }

    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        _clients.ForEach(static client => client.Dispose());
        StubVerification.Verify(Server);
    }
}
