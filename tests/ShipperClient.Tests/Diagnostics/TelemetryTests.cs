using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Diagnostics;

public class TelemetryTests
{
    [Fact]
    public async Task Call_is_one_span_with_the_conventions_tags_and_each_attempt_is_its_child()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var watch = new Watch();
        await using var container = watch.Container(fixture);
        fixture.FailWith(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy);

        var page = await Containers.Client(container).GetShipperStatusAsync(fixture.Query);

        var span = Assert.Single(watch.Operations);
        Assert.Equal(("GetShipperStatus", ActivityKind.Client, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.Status));
        Assert.Equal(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["server.address"] = "127.0.0.1",
                ["sls.project"] = "test-project",
                ["sls.logstore"] = "test-logstore",
                ["sls.shipper"] = "test-shipper",
                ["http.response.status_code"] = 200,
                ["sls.request_id"] = page.RequestId,
            },
            span.TagObjects.ToDictionary(StringComparer.Ordinal));
        var attempts = watch.Activities.Where(activity => activity.Source.Name == "System.Net.Http").ToList();
        Assert.Equal(2, attempts.Count);
        Assert.All(attempts, attempt => Assert.Equal(span.SpanId, attempt.ParentSpanId));
    }

    [Fact]
    public async Task A_list_has_a_span_of_its_own_name()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var watch = new Watch();
        await using var container = watch.Container(fixture);

        await Containers.Client(container).ListLogstoresAsync("test-project");
        await Containers.Client(container).ListShippersAsync("test-project", "test-logstore");

        Assert.Equal(["ListLogstores", "ListShippers"], watch.Operations.Select(static span => span.DisplayName), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_call_that_fails_marks_its_span_and_logs_why()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var watch = new Watch();
        await using var container = watch.Container(fixture);
        var unknown = Sample.Shipper with { Name = "nobody" };

        var exception = await Assert.ThrowsAsync<LogServiceNotFoundException>(() => Containers.Client(container).RetryShipperTasksAsync(unknown, ["id"]));

        var span = Assert.Single(watch.Operations);
        Assert.Equal(("RetryShipperTasks", ActivityStatusCode.Error, exception.Message), (span.DisplayName, span.Status, span.StatusDescription));
        Assert.Equal("ShipperNotExist", span.GetTagItem("error.type"));
        Assert.Equal(404, span.GetTagItem("http.response.status_code"));
        Assert.Equal(exception.RequestId, span.GetTagItem("sls.request_id"));
        var log = Assert.Single(watch.OwnLogs);
        Assert.Equal(
            (LogLevel.Error, 4, "OperationFailed", $"RetryShipperTasks of test-project/test-logstore/nobody failed: {exception.Message}"),
            (log.Level, log.Id.Id, log.Id.Name, log.Text));
    }

    [Fact]
    public async Task Cancellation_marks_the_span_and_is_no_failure_in_the_log()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var watch = new Watch();
        await using var container = watch.Container(fixture);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query, cancelled.Token));

        Assert.Equal("System.OperationCanceledException", Assert.Single(watch.Operations).GetTagItem("error.type"));
        Assert.Empty(watch.OwnLogs);
    }

    [Fact]
    public async Task Time_out_of_the_HttpClient_is_a_failure_in_the_log()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var watch = new Watch();
        await using var container = watch.Container(fixture, builder => builder.ConfigureHttpClient(http => http.Timeout = TimeSpan.FromMilliseconds(50)));
        fixture.Fail(FakeFault.Latency(TimeSpan.FromHours(1)));

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query));

        Assert.Equal(("The time-out of the HttpClient ended the call. Try again later.", true), (exception.Message, exception.IsTransient));
        Assert.Equal(4, Assert.Single(watch.OwnLogs).Id.Id);
    }

    [Fact]
    public async Task Durations_retries_and_tasks_retried_are_measured()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var watch = new Watch();
        await using var container = watch.Container(fixture);
        var client = Containers.Client(container);
        fixture.Fail(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, retryAfter: TimeSpan.FromSeconds(3)));

        await client.RetryShipperTasksAsync(Sample.Shipper, ["a", "b", "c"]);
        await Assert.ThrowsAsync<LogServiceNotFoundException>(() => client.GetShipperStatusAsync(fixture.Query with { Shipper = Sample.Shipper with { Logstore = "nowhere" } }));

        Assert.Equal(
            [
                ("sls.client.retries", 1, "error.type=ServerBusy"),
                ("sls.client.tasks.retried", 3, ""),
                ("sls.client.operation.duration", 3, "sls.operation=RetryShipperTasks server.address=127.0.0.1"),
                ("sls.client.operation.duration", 0, "sls.operation=GetShipperStatus server.address=127.0.0.1 error.type=LogStoreNotExist"),
            ],
            watch.Measurements);
    }

    [Fact]
    public async Task Code_that_the_library_does_not_know_is_measured_as_another()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        using var watch = new Watch();
        await using var container = watch.Container(fixture, configure: static options => options.MaxRetryAttempts = 1);
        fixture.Fail(FakeFault.Error(HttpStatusCode.ServiceUnavailable, "Code7f3a"), 2);

        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query));

        Assert.Equal(
            [("sls.client.retries", "error.type=_OTHER"), ("sls.client.operation.duration", "sls.operation=GetShipperStatus server.address=127.0.0.1 error.type=_OTHER")],
            watch.Measurements.Select(static measurement => (measurement.Name, measurement.Tags)));
        Assert.Equal("Code7f3a", Assert.Single(watch.Operations).GetTagItem("error.type")); // a span may have any
    }

    [Fact]
    public void Every_code_that_the_library_names_is_measured_by_its_name()
    {
        var codes = typeof(LogServiceErrorCodes).GetFields().Select(static field => (string)field.GetRawConstantValue()!).ToList();

        Assert.NotEmpty(codes);
        Assert.All(codes, static code =>
        {
            Assert.Equal(code, Telemetry.MeasuredErrorType(new LogServiceException("x") { ErrorCode = code }));
            Assert.Equal(code, Telemetry.MeasuredErrorType(new LogServiceException("x") { ErrorCode = code.ToLowerInvariant() }));
        });
        Assert.Equal("System.TimeoutException", Telemetry.MeasuredErrorType(new TimeoutException()));
    }

    [Fact]
    public void Each_instrument_has_its_unit_and_description()
    {
        using var container = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = container.GetRequiredService<IMeterFactory>();
        List<string> instruments = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters))
                {
                    instruments.Add($"{instrument.Name} in {instrument.Unit}: {instrument.Description}");
                }
            },
        };
        listener.Start();

        using var telemetry = new Telemetry(meters);

        Assert.Equal(
            [
                "sls.client.operation.duration in s: The duration of a call with all its attempts.",
                "sls.client.retries in {retry}: The attempts that follow one with a transient error.",
                "sls.client.tasks.retried in {task}: The shipper tasks that the service accepted for a retry.",
            ],
            instruments);
    }

    [Fact]
    public async Task Retries_clock_corrections_and_renewed_credentials_are_logged_with_stable_ids()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.ClockOffset = TimeSpan.FromHours(2));
        using var watch = new Watch();
        await using var container = watch.Container(fixture);
        fixture.Fail(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, retryAfter: TimeSpan.FromSeconds(3)));
        fixture.Fail(FakeFault.ExpiredToken());

        await Containers.Client(container).RetryShipperTasksAsync(Sample.Shipper, ["id"]);
        await Containers.Client(container).RetryShipperTasksAsync(Sample.Shipper, ["id"]);

        Assert.Equal(
            [(1, "AttemptRetried", LogLevel.Warning), (3, "CredentialsRenewed", LogLevel.Information), (2, "ClockSkewCorrected", LogLevel.Warning)],
            watch.OwnLogs.Select(log => (log.Id.Id, log.Id.Name!, log.Level)).ToArray()[..3]);
        Assert.Contains("Attempt 1 failed; the next one starts in 3000 ms", watch.OwnLogs.First().Text, StringComparison.Ordinal);
        Assert.Contains("ServerBusy", watch.OwnLogs.First().Text, StringComparison.Ordinal);
        Assert.Contains("02:00:00 ahead", watch.OwnLogs.ElementAt(2).Text, StringComparison.Ordinal);
    }
}
