using System.Net;
using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests;

public sealed class WatchTests
{
    [Fact]
    public async Task In_a_pipe_each_look_is_written_below_the_last_and_an_interruption_is_its_end()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        using var process = scene.Start(["watch", Scene.Shipper.Project, .. scene.Window, "--interval", "1s"]);

        await ReadToAsync(process, "Ctrl-C ends.");
        shipper.AddTasks(4, ShipperTaskStatus.Fail, scene.Hour.AddHours(-2), code: "ConfigNotExist");
        var looks = await ReadToAsync(process, "▲4");
        await process.InterruptAsync();
        var run = await process.EndAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.DoesNotContain('\u001b', looks + run.Output);
    }

    [Fact]
    public async Task A_look_that_fails_is_told_in_the_services_words_below_what_was_seen_last()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        using var process = scene.Start(["watch", Scene.Shipper.ToString(), .. scene.Window, "--interval", "1s"], ("COLUMNS", "200"));
        await ReadToAsync(process, "Ctrl-C ends.");

        // It asks to be left alone for longer than a call may take, so that it is told at once.
        scene.Service.FailNext(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, "Busy with acs:ram::1234567890123456:role/x", TimeSpan.FromHours(1)));
        var look = await ReadToAsync(process, "the last look failed");

        Assert.Contains("48 tasks", look, StringComparison.Ordinal);
        Assert.Contains("Busy with acs:ram::1234567890123456:role/x", look, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_exist_ends_it_at_once()
    {
        await using var scene = await Scene.StartAsync();

        Texts.AssertIs("watch-not-found", scene, await scene.RunAsync(["watch", "nothing"]));
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
