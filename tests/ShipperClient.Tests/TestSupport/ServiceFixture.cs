using System.Net;
using ShipperClient.Testing;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.TestSupport;

/// <summary>One shipper on an embedded service, both on a clock that the test moves; waits shorter than an attempt's time-out pass on their own.</summary>
internal sealed class ServiceFixture : IAsyncDisposable
{
    private readonly List<IDisposable> _clients = [];

    private ServiceFixture(ManualTimeProvider clock, FakeLogService service)
    {
        Clock = clock;
        Service = service;
        Tasks = service.AddShipper(Sample.Shipper);
    }

    public ManualTimeProvider Clock { get; }

    public FakeLogService Service { get; }

    public FakeShipper Tasks { get; }

    public IReadOnlyList<RecordedRequest> Requests => Service.Requests;

    /// <summary>The last six hours, every status.</summary>
    public ShipperStatusQuery Query => new(Sample.Shipper, Clock.GetUtcNow().AddHours(-6), Clock.GetUtcNow());

    public static async Task<ServiceFixture> StartAsync(Action<FakeLogServiceOptions>? configure = null)
    {
        var clock = new ManualTimeProvider { AutoFire = static due => due < TimeSpan.FromSeconds(9) };
        var options = new FakeLogServiceOptions { TimeProvider = clock };
        configure?.Invoke(options);
        return new ServiceFixture(clock, await FakeLogService.StartAsync(options));
    }

    public LogServiceClient Client(Action<LogServiceClientOptions>? configure = null)
    {
        var defaults = new LogServiceClientOptions();
        var client = Service.CreateClient(options =>
        {
            // As in an application, and with a wait before each retry: tests are about both.
            (options.AttemptTimeout, options.TotalTimeout, options.RetryDelay) = (defaults.AttemptTimeout, defaults.TotalTimeout, TimeSpan.FromMilliseconds(10));
            configure?.Invoke(options);
        });
        _clients.Add(client);
        return client;
    }

    /// <summary>Sets options as <see cref="Client"/> has them, for a client from a container.</summary>
    public void Configure(LogServiceClientOptions options)
    {
        options.Endpoint = Service.BaseAddress.ToString();
        options.Credentials = new StaticCredentialsProvider(Service.Credentials.AccessKeyId, Service.Credentials.AccessKeySecret, Service.Credentials.SecurityToken);
        options.RetryDelay = TimeSpan.FromMilliseconds(10);
        options.TimeProvider = Clock;
    }

    /// <summary>The service does not answer well, from now on.</summary>
    public void Fail(FakeFault fault, int count = 1, Func<RecordedRequest, bool>? match = null) => Service.FailNext(fault, count, match);

    public void FailWith(HttpStatusCode status, string code, int count = 1) => Fail(FakeFault.Error(status, code), count);

    /// <summary>Waits until the service has received so many requests.</summary>
    public async Task ArrivedAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Requests.Count < count)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await Service.DisposeAsync();
    }
}
