using System.Net;
using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Commands;

public sealed class DoctorTests
{
    [Theory]
    [InlineData("ali-test-project/test-logstore/test-shipper")]
    [InlineData("ali-test-project")]
    public async Task Everything_that_is_as_it_must_be_ends_with_0_and_changes_nothing(string target)
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        var before = shipper.Tasks.Count(static task => task.Status == ShipperTaskStatus.Fail);

        var run = await scene.RunAsync(["doctor", target], ("COLUMNS", "200"));

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            "Endpoint Credentials Service Clock log:ListLogStores log:ListShipper log:GetShipperStatus log:RetryShipperTask",
            string.Join(' ', run.Output.TrimEnd('\n').Split('\n').Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])));
        Assert.All(run.Output.TrimEnd('\n').Split('\n'), static line => Assert.StartsWith("ok   ", line, StringComparison.Ordinal));
        Assert.Contains($"{scene.Endpoint} (SHIPPER_ENDPOINT)", run.Output, StringComparison.Ordinal);
        Assert.Contains("the environment (ALIBABA_CLOUD_ACCESS_KEY_ID): key ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Service.Credentials.AccessKeyId, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Service.Credentials.AccessKeySecret, run.Output, StringComparison.Ordinal);
        // The permission to retry is tried with an id that no task has.
        Assert.DoesNotContain(shipper.Tasks, task => scene.Service.Requests.Any(request => request.BodyText.Contains(task.Id, StringComparison.Ordinal)));
        Assert.Equal(before, shipper.Tasks.Count(static task => task.Status == ShipperTaskStatus.Fail));
    }

    [Fact]
    public async Task A_call_without_permission_is_reported_with_what_to_do_and_the_others_are_checked()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        scene.Service.FailNext(FakeFault.Error(HttpStatusCode.Forbidden, LogServiceErrorCodes.Unauthorized, "denied by sts or ram"), count: 100, when: static request => request.Method == "GET" && request.Path.EndsWith("/tasks", StringComparison.Ordinal));

        var run = await scene.RunAsync(["doctor", Scene.Shipper.ToString()], ("COLUMNS", "200"));

        Assert.Equal(4, run.ExitCode);
        Assert.Matches("\nfail log:GetShipperStatus +ali-test-project/test-logstore/test-shipper\n     Log Service did not accept", run.Output);
        Assert.Matches("\nok   log:RetryShipperTask ", run.Output);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_reported()
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(["doctor", Scene.Shipper.ToString(), "--endpoint", "http://127.0.0.1:1", "--timeout", "1s"]);

        Assert.Equal(5, run.ExitCode);
        Assert.Matches("\nfail Service +not reached\n", run.Output);
    }

    [Fact]
    public async Task A_wrong_clock_is_reported()
    {
        await using var scene = await Scene.StartAsync();
        scene.Add();
        scene.Service.FailNext(FakeFault.ClockOffset(TimeSpan.FromMinutes(30)), count: 100);

        var run = await scene.RunAsync(["doctor", Scene.Shipper.ToString()], ("COLUMNS", "200"));

        Assert.Matches("\nfail Clock +differs from the service's by (29m|30m).*set the clock of this machine", run.Output);
    }

    [Fact]
    public async Task Missing_credentials_end_the_checks()
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(["doctor", Scene.Shipper.ToString()], ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", ""));

        Assert.Equal(4, run.ExitCode);
        Assert.Matches("\nfail Credentials ", run.Output);
        Assert.Empty(scene.Service.Requests);
    }
}
