using RetryWorker.Tests.Support;
using ShipperClient;
using ShipperClient.Testing;

namespace RetryWorker.Tests.Samples;

/// <summary>The sample worker, run as a user runs it.</summary>
public class RetryWorkerTests
{
    [Fact]
    public async Task Three_passes_show_retries_tasks_given_up_and_the_health()
    {
        var (exitCode, output, errors) = await WorkerProcess.RunAsync(["--passes", "3"]);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("Pass 1: 3 shippers, 44 tasks retried, 0 given up, 0 shippers with an error", output, StringComparison.Ordinal);
        Assert.Contains("Pass 2: 3 shippers, 7 tasks retried", output, StringComparison.Ordinal);
        Assert.Contains("gave up on 7 tasks after 2 tries", output, StringComparison.Ordinal);
        Assert.Contains("Pass 3: 3 shippers, 0 tasks retried, 7 given up", output, StringComparison.Ordinal);
        Assert.Contains("Health is ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Pass 4", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_configured_by_the_environment_uses_that_service_and_that_state_file()
    {
        var folder = Directory.CreateTempSubdirectory("retry-worker-tests-");
        await using var service = await FakeLogService.StartAsync();
        service.AddShipper(WorkerFixture.Shipper).AddTasks(12, ShipperTaskStatus.Fail, DateTimeOffset.UtcNow.AddHours(-1));
        var state = Path.Combine(folder.FullName, "deeper", "state.json");

        var (exitCode, output, errors) = await WorkerProcess.RunAsync(
            ["--passes", "1"],
            ("LogService__Endpoint", service.BaseAddress.ToString()),
            ("RetryWorker__Shippers__0", WorkerFixture.Shipper.ToString()),
            ("RetryWorker__StateFile", state),
            ("ALIBABA_CLOUD_ACCESS_KEY_ID", service.Credentials.AccessKeyId),
            ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", service.Credentials.AccessKeySecret));

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("Pass 1: 1 shippers, 12 tasks retried", output, StringComparison.Ordinal);
        Assert.DoesNotContain("embedded", output, StringComparison.Ordinal);
        Assert.Contains(WorkerFixture.Shipper.ToString(), await File.ReadAllTextAsync(state), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("RetryWorker__Interval", "soon", "RetryWorker:Interval")]
    [InlineData("RetryWorker__Intervall", "00:01:00", "Intervall")]
    [InlineData("RetryWorker__MaxTries", "0", "RetryWorker:MaxTries must be 1 to 100, but is 0.")]
    [InlineData("RetryWorker__Shippers__0", "a/b/c", "Endpoint")]
    [InlineData("LogService__Endpoint", "http://127.0.0.1:1", "RetryWorker:Shippers is empty")]
    public async Task Wrong_setting_is_reported(string name, string value, string expected)
    {
        var (exitCode, output, errors) = await WorkerProcess.RunAsync(["--passes", "1"], (name, value));

        Assert.Equal(1, exitCode);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
    }
}
