using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests;

public sealed class WatchTests
{
    [Fact]
    public async Task In_a_pipe_each_look_is_written_below_the_last_and_an_interruption_is_its_end()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        using var process = scene.Start(["watch", Scene.Shipper.Project, .. scene.Window, "--interval", "1s"]);

        await ReadToAsync("Ctrl-C ends.");
        shipper.AddTasks(4, ShipperTaskStatus.Fail, scene.Hour.AddHours(-2), code: "ConfigNotExist");
        var looks = await ReadToAsync("▲4");
        await process.InterruptAsync();
        var run = await process.EndAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.DoesNotContain('\u001b', looks + run.Output);

        async Task<string> ReadToAsync(string text)
        {
            var lines = "";
            while (!lines.Contains(text, StringComparison.Ordinal))
            {
                lines += await process.Output.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) ?? throw new EndOfStreamException(lines);
            }

            return lines;
        }
    }

    [Fact]
    public async Task What_does_not_exist_ends_it_at_once()
    {
        await using var scene = await Scene.StartAsync();

        Texts.AssertIs("watch-not-found", scene, await scene.RunAsync(["watch", "nothing"]));
    }
}
