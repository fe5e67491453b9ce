using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Testing;

namespace ShipperClient.Benchmarks;

/// <summary>`distance`: a bulk retry over a long line, against the time that its calls would take if each of them were always one of so many at a time.</summary>
internal static class DistanceCommand
{
    private const int FailedTasks = 100_000;
    private const int Callers = 16;
    private const double Asked = 1.08;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);
    private static readonly ShipperReference Shipper = new("distance-project", "distance-logstore", "distance-shipper");

    public static async Task<int> RunAsync()
    {
        await using var service = await FakeLogService.StartAsync(new FakeLogServiceOptions { MaxRecordedRequests = 0 });
        var now = TimeProvider.System.GetUtcNow();
        service.AddShipper(Shipper).AddTasks(FailedTasks, ShipperTaskStatus.Fail, now.AddHours(-20), TimeSpan.FromMilliseconds(500));

        var line = new Line();
        var services = new ServiceCollection();
        services.AddLogServiceClient(options => (options.Endpoint, options.Credentials) = (service.BaseAddress.ToString(), new StaticCredentialsProvider(service.Credentials.AccessKeyId, service.Credentials.AccessKeySecret)))
            .AddHttpMessageHandler(() => line);
        await using var container = services.BuildServiceProvider();
        var client = container.GetRequiredService<LogServiceClient>();
        await client.ListLogstoresAsync(Shipper.Project); // the first call connects
        line.Calls = 0;

        var start = Stopwatch.GetTimestamp();
        var retried = 0;
        await foreach (var batch in client.RetryFailedShipperTasksAsync(Shipper, now.AddHours(-21), now, Callers))
        {
            retried += batch.Succeeded ? batch.TaskIds.Count : throw batch.Error!;
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        var ideal = Latency * line.Calls / Callers;
        var ratio = elapsed / ideal;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{retried} failed tasks at {Latency.TotalMilliseconds:0} ms, {Callers} calls at a time: {elapsed.TotalSeconds:0.0} s for {line.Calls} calls, ideal {ideal.TotalSeconds:0.0} s: {ratio:0.00} times, asked ≤ {Asked:0.00}"));
        return retried == FailedTasks && ratio <= Asked ? 0 : 1;
    }

    /// <summary>The way to the service and back.</summary>
    private sealed class Line : DelegatingHandler
    {
        private int _calls;

        public int Calls
        {
            get => _calls;
            set => _calls = value;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            await Task.Delay(Latency, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
