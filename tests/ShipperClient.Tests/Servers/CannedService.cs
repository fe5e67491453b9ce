using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Tests.Hostile;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Servers;

/// <summary>The whole pipeline of a client over a connection that is none: each request is answered at once with what the test lays out.</summary>
internal sealed class CannedService : HttpMessageHandler
{
    private readonly ServiceProvider _container;

    public CannedService(Action<LogServiceClientOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogServiceClient(options =>
        {
            options.Endpoint = "cn-hangzhou.log.aliyuncs.com";
            options.Credentials = new StaticCredentialsProvider("keyId", "keySecret");
            options.MaxRetryAttempts = 0;
            options.TimeProvider = Clock;
            configure?.Invoke(options);
        }).ConfigurePrimaryHttpMessageHandler(() => this);
        _container = services.BuildServiceProvider();
        Client = Containers.Client(_container);
    }

    public ManualTimeProvider Clock { get; } = new();

    public LogServiceClient Client { get; }

    /// <summary>What the next requests are answered.</summary>
    public HostileResponse Reply { get; set; } = new(200, [], []);

    /// <summary>Where each request went, and with what body.</summary>
    public List<(Uri Address, byte[] Body)> Requests { get; } = [];

    /// <summary>Every call of the client once, each after its circuit has forgotten the one before.</summary>
    public IEnumerable<Task<object?>> Calls()
    {
        var shipper = Sample.Shipper;
        var now = Client.Clock.GetUtcNow();
        yield return Later(() => Client.GetShipperStatusAsync(new ShipperStatusQuery(shipper, now.AddHours(-1), now)));
        yield return Later(async () =>
        {
            await Client.RetryShipperTasksAsync(shipper, ["id"]);
            return (object?)null;
        });
        yield return Later(() => Client.ListLogstoresAsync(shipper.Project));
        yield return Later(() => Client.ListShippersAsync(shipper.Project, shipper.Logstore));
    }

    /// <summary>Called with each request.</summary>
    public Action<int>? Arrived { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request.RequestUri!, request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken)));
        Arrived?.Invoke(Requests.Count);
        var response = new HttpResponseMessage((HttpStatusCode)Reply.Status) { Content = new ByteArrayContent(Reply.Body), RequestMessage = request };
        foreach (var (name, value) in Reply.Headers)
        {
            _ = response.Headers.TryAddWithoutValidation(name, value) || response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    protected override void Dispose(bool disposing)
    {
        _container.Dispose();
        base.Dispose(disposing);
    }

    private async Task<object?> Later<T>(Func<Task<T>> call)
    {
        Clock.Advance(TimeSpan.FromSeconds(11));
        return await call();
    }
}
