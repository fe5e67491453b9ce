using System.Text;
using ShipperClient.TestSupport;

namespace ShipperClient.WireMock.Tests.Support;

/// <summary>
/// What one test plays with WireMock. It has a project of its own, so its Host header tells its requests from those of the tests beside it;
/// its stubs are those whose names are the project's, or begin with it and a slash.
/// </summary>
internal sealed class Scenario(WireMockServer server, string project, SignatureVersion version) : IDisposable
{
    public const string AccessKeyId = "testAccessKeyId";
    public const string AccessKeySecret = "testAccessKeySecret";

    /// <summary>When the mappings' signatures were made.</summary>
    public static readonly DateTimeOffset Now = new(2015, 11, 11, 8, 28, 19, TimeSpan.Zero);

    private readonly List<LogServiceClient> _clients = [];

    /// <summary>Stands at <see cref="Now"/>; the waits between attempts pass on their own, an attempt's time does not.</summary>
    public ManualTimeProvider Clock { get; } = new(Now) { AutoFire = static due => due < TimeSpan.FromSeconds(9) };

    public ShipperReference Shipper { get; } = new(project, "test-logstore", "test-shipper");

    /// <summary>The last 24 hours, every status.</summary>
    public ShipperStatusQuery Query => new(Shipper, Now.AddHours(-24), Now);

    /// <summary>The last hour, for a client on the machine's clock.</summary>
    public ShipperStatusQuery QueryUntilNow => new(Shipper, TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow());

    /// <summary>A client with one retry, which does not wait; on the scenario's clock where the test gives no other.</summary>
    public LogServiceClient Client(Action<LogServiceClientOptions>? configure = null)
    {
        var options = new LogServiceClientOptions
        {
            Endpoint = server.Address.ToString(),
            SignatureVersion = version,
            Region = "cn-hangzhou",
            Credentials = new StaticCredentialsProvider(AccessKeyId, AccessKeySecret),
            MaxRetryAttempts = 1,
            RetryDelay = TimeSpan.Zero,
            TimeProvider = Clock,
        };
        configure?.Invoke(options);
        var client = LogServiceClient.Create(options);
        _clients.Add(client);
        return client;
    }

    /// <summary>What WireMock received, in order.</summary>
    public Task<IReadOnlyList<JournalEntry>> JournalAsync() => server.Admin.JournalAsync(project);

    public Task<string?> StateAsync() => server.Admin.StateAsync(project);

    /// <summary>Fails where a request matched no stub, or a stub was never asked.</summary>
    public async Task VerifyAsync()
    {
        var journal = await JournalAsync();
        await server.Admin.ForgetAsync(project);
        var report = new StringBuilder();
        foreach (var entry in journal.Where(entry => entry.Stub is null))
        {
            report.Append("No stub matched ").Append(entry.Method).Append(' ').AppendLine(entry.Url)
                .AppendLine("Near misses:").AppendJoin('\n', await server.Admin.NearMissesAsync(entry)).AppendLine()
                .AppendLine(entry.Report);
        }

        foreach (var stub in Stubs().Except(journal.Select(entry => entry.Stub), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            report.Append("No request asked for the stub ").AppendLine(stub);
        }

        Assert.True(report.Length == 0, report.ToString());
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private IEnumerable<string?> Stubs() => server.Admin.Stubs
        .Select(stub => stub.GetProperty("name").GetString())
        .Where(name => name == project || name!.StartsWith(project + "/", StringComparison.Ordinal));
}
