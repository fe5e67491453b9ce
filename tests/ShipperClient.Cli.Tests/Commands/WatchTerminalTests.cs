using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Commands;

/// <summary>A watch in a terminal: what is drawn again, on a low one and on one that changes its size.</summary>
public sealed class WatchTerminalTests
{
    [Fact]
    public async Task A_watch_marks_what_changed_and_leaves_its_last_screen()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"watch {Scene.Shipper} {string.Join(' ', scene.Window)} --interval 1s");

        await terminal.SeeAsync("Ctrl-C ends.");
        shipper.AddTasks(4, ShipperTaskStatus.Fail, scene.Hour.AddHours(-2), code: "ConfigNotExist");
        var seen = await terminal.SeeAsync("▲4");
        await terminal.InterruptAsync();
        var run = await terminal.EndAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("15 fail", seen, StringComparison.Ordinal);
        Assert.Contains("19 fail", run.Output[run.Output.LastIndexOf("48 tasks", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24, "; 1 more not shown")]
    [InlineData(18, "; 2 more not shown")]
    public async Task A_watch_keeps_its_heading_and_totals_on_a_low_terminal(int rows, string left)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"watch {Scene.Shipper} {string.Join(' ', scene.Window)}", columns: 80, rows);

        var seen = await terminal.SeeAsync("Ctrl-C ends.");
        await terminal.InterruptAsync();

        Assert.Equal(0, (await terminal.EndAsync()).ExitCode);
        Assert.Contains(Scene.Shipper.ToString(), seen, StringComparison.Ordinal);
        Assert.Contains("48 tasks", seen, StringComparison.Ordinal);
        Assert.Contains($"Failures by reason{left}", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_keeps_the_name_and_the_counts_on_the_lowest_terminal()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"watch {Scene.Shipper} {string.Join(' ', scene.Window)}", columns: 80, rows: 8);

        var seen = await terminal.SeeAsync("Ctrl-C ends.");
        await terminal.InterruptAsync();

        Assert.Equal(0, (await terminal.EndAsync()).ExitCode);
        Assert.Contains(Scene.Shipper.ToString(), seen, StringComparison.Ordinal);
        Assert.Contains("48 tasks", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Last data", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_is_redrawn_when_the_terminal_is_resized()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"watch {Scene.Shipper} {string.Join(' ', scene.Window)} --interval 1h", columns: 120, rows: 40);

        await terminal.SeeAsync("Ctrl-C ends.");
        await terminal.ResizeAsync(70, 40);
        var seen = await terminal.SeeAsync("Ctrl-C ends.");
        await terminal.InterruptAsync();

        Assert.Equal(0, (await terminal.EndAsync()).ExitCode);
        // The bar has the new width, but for the margins.
        var bar = seen[seen.LastIndexOf("48 tasks", StringComparison.Ordinal)..];
        var before = seen[..seen.LastIndexOf("48 tasks", StringComparison.Ordinal)];
        Assert.Contains("30 success", bar, StringComparison.Ordinal);
        Assert.Equal(66, before.TrimEnd().Split('\n').Reverse().Select(static line => line.Count(static c => c is '░' or '▒' or '█')).First(static count => count > 0));
    }

    [Fact]
    public async Task A_watch_of_many_shows_the_first_on_a_low_terminal()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        for (var i = 0; i < 40; i++)
        {
            scene.Add($"shipper-{i}");
        }

        using var terminal = PseudoTerminal.Start(scene, $"watch {Scene.Shipper.Project} {string.Join(' ', scene.Window)}", columns: 80, rows: 24);

        var seen = await terminal.SeeAsync("Ctrl-C ends.");
        await terminal.InterruptAsync();

        Assert.Equal(0, (await terminal.EndAsync()).ExitCode);
        Assert.Contains("Top reason", seen, StringComparison.Ordinal);
        Assert.Contains("test-logstore/test-shipper", seen, StringComparison.Ordinal);
        Assert.Contains("Shippers: 41, with failures: 1, failed tasks: 15; ", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_continues_after_a_transient_error()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"watch {Scene.Shipper} {string.Join(' ', scene.Window)} --interval 1s --timeout 1s");

        await terminal.SeeAsync("Ctrl-C ends.");
        scene.Service.FailNext(FakeFault.Error(System.Net.HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, retryAfter: TimeSpan.FromHours(1)), count: 2);
        await terminal.SeeAsync("the last refresh failed: ");
        await terminal.SeeAsync("Ctrl-C ends.");
        await terminal.InterruptAsync();

        Assert.Equal(0, (await terminal.EndAsync()).ExitCode);
    }
}
