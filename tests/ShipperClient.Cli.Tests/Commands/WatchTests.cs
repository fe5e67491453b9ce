using System.Net;
using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Commands;

public sealed class WatchTests
{
    [Fact]
    public async Task A_watch_in_a_pipe_appends_each_refresh_and_ends_with_0_when_interrupted()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        using var process = scene.Start(["watch", Scene.Shipper.Project, .. scene.Window, "--interval", "1s"]);

        await ReadToAsync(process, "Ctrl-C ends.");
        shipper.AddTasks(4, ShipperTaskStatus.Fail, scene.Hour.AddHours(-2), code: "ConfigNotExist");
        var refreshes = await ReadToAsync(process, "▲4");
        await process.InterruptAsync();
        var run = await process.EndAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.DoesNotContain('\u001b', refreshes + run.Output);
    }

    [Fact]
    public async Task A_refresh_that_fails_is_reported_below_the_last_screen()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        using var process = scene.Start(["watch", Scene.Shipper.ToString(), .. scene.Window, "--interval", "1s"], ("COLUMNS", "200"));
        await ReadToAsync(process, "Ctrl-C ends.");

        // A Retry-After that is longer than a call may take: the error is reported at once.
        scene.Service.FailNext(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, "Busy with acs:ram::1234567890123456:role/x", TimeSpan.FromHours(1)));
        var refresh = await ReadToAsync(process, "the last refresh failed");

        Assert.Contains("48 tasks", refresh, StringComparison.Ordinal);
        Assert.Contains("Busy with acs:ram::1234567890123456:role/x", refresh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_ends_when_no_task_runs_any_more()
    {
        await using var scene = await Scene.StartAsync(static options => options.RetryDuration = TimeSpan.FromSeconds(2));
        var shipper = scene.Add();
        shipper.AddTasks(3, ShipperTaskStatus.Fail, scene.Hour.AddHours(-1));
        await scene.RunAsync(["retry", Scene.Shipper.ToString(), "--failed", .. scene.Window]);

        var run = await scene.RunAsync(["watch", Scene.Shipper.ToString(), .. scene.Window, "--interval", "1s", "--exit-when-done"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("3 success", run.Output[run.Output.LastIndexOf("3 tasks", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(14, 1)]
    [InlineData(15, 0)]
    public async Task A_watch_ends_with_1_when_more_failed_than_allowed(int allowed, int exitCode)
    {
        await using var scene = await Scene.StartAsync();
        scene.Add().AddTasks(15, ShipperTaskStatus.Fail, scene.Hour.AddHours(-1));

        var run = await scene.RunAsync(["watch", Scene.Shipper.ToString(), .. scene.Window, "--exit-when-done", "--fail-over", $"{allowed}"]);

        Assert.Equal(exitCode, run.ExitCode);
    }

    [Fact]
    public async Task A_watch_of_a_project_that_does_not_exist_ends_at_once()
    {
        await using var scene = await Scene.StartAsync();

        GoldenText.AssertIs("watch-not-found", scene, await scene.RunAsync(["watch", "nothing"]));
    }

    private static async Task<string> ReadToAsync(ShipperProcess process, string text)
    {
        var lines = "";
        while (!lines.Contains(text, StringComparison.Ordinal))
        {
            lines += await process.Output.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) ?? throw new EndOfStreamException(lines);
        }

        return lines;
    }
}
