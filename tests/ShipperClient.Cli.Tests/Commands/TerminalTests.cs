using System.Text.Json;
using System.Text.RegularExpressions;
using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Commands;

/// <summary>What only a terminal gets: colors, progress, questions, a screen that is drawn again.</summary>
public sealed class TerminalTests
{
    // Select Graphic Rendition with a foreground color, in any of its forms.
    private const string Color = "\u001b\\[(?:3[0-7]|9[0-7]|38;)";

    [Fact]
    public async Task A_terminal_gets_colors_and_its_own_width()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"status {Scene.Shipper} {string.Join(' ', scene.Window)}");

        var run = await terminal.EndAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(Color, run.Output);
        // A bar over the whole width but for the margins.
        Assert.Contains(96, run.Output.Split('\n').Select(static line => line.Count(static c => c is '░' or '▒' or '█')));
    }

    [Fact]
    public async Task An_empty_NO_COLOR_is_not_set()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"status {Scene.Shipper} {string.Join(' ', scene.Window)}", ("NO_COLOR", ""));

        Assert.Matches(Color, (await terminal.EndAsync()).Output);
    }

    [Theory]
    [InlineData("FORCE_COLOR", "1", "", true)]
    [InlineData("CLICOLOR_FORCE", "1", "", true)]
    [InlineData("CLICOLOR_FORCE", "0", "", false)]
    [InlineData("FORCE_COLOR", "1", "1", false)]
    public async Task Colors_can_be_forced_in_a_pipe(string variable, string value, string noColor, bool isColored)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        var run = await scene.RunAsync(["status", Scene.Shipper.ToString(), .. scene.Window], (variable, value), ("NO_COLOR", noColor));

        Assert.Equal(isColored, Regex.IsMatch(run.Output, Color, RegexOptions.None, TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData("--no-color", "")]
    [InlineData("", "1")]
    public async Task Colors_can_be_switched_off(string option, string noColor)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"status {Scene.Shipper} {string.Join(' ', scene.Window)} {option}", ("NO_COLOR", noColor));

        var run = await terminal.EndAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotMatch(Color, run.Output);
        Assert.Contains("15 fail", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_asks_and_then_shows_its_progress()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"retry {Scene.Shipper} --failed --wait {string.Join(' ', scene.Window)}");

        await terminal.SeeAsync("Retry 15 failed tasks of ali-test-project/test-logstore/test-shipper (12 InvalidOssBucket");
        await terminal.TypeAsync("y\n");
        var run = await terminal.EndAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("/15", run.Output, StringComparison.Ordinal);
        Assert.Contains("15 of 15 tasks taken", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(shipper.Tasks, static task => task.Status == ShipperTaskStatus.Fail);
    }

    [Fact]
    public async Task Progress_without_colors_shows_how_far_it_is_and_for_how_long()
    {
        await using var scene = await Scene.StartAsync(static options => options.RetryDuration = TimeSpan.FromSeconds(3));
        scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"retry {Scene.Shipper} --failed --yes --wait --interval 1s --no-color {string.Join(' ', scene.Window)}");

        await terminal.SeeAsync("Waiting for the tasks to finish ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 0/15 00:00:0");
        await terminal.SeeAsync("last poll ");
        await terminal.SeeAsync("Waiting for the tasks to finish ██████████████████████████████ 15/15 00:00:0");

        Assert.Equal(0, (await terminal.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_retry_sends_the_tasks_that_were_confirmed_whatever_happens_at_the_prompt()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        var asked = shipper.Tasks.Where(static task => task.Status == ShipperTaskStatus.Fail).Select(static task => task.Id).ToList();
        using var terminal = PseudoTerminal.Start(scene, $"retry {Scene.Shipper} --failed {string.Join(' ', scene.Window)}");

        await terminal.SeeAsync("(n)");
        await scene.RunAsync(["retry", Scene.Shipper.ToString(), asked[0], asked[1]]);
        shipper.AddTasks(4, ShipperTaskStatus.Fail, scene.Hour.AddHours(-2), code: "ConfigNotExist");
        var before = scene.Service.Requests.Count;
        await terminal.TypeAsync("y\n");
        var run = await terminal.EndAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("15 of 15 tasks taken", run.Output, StringComparison.Ordinal);
        var sent = scene.Service.Requests.Skip(before).SelectMany(static request => JsonSerializer.Deserialize<string[]>(request.BodyText)!);
        Assert.Equal(asked.Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
        Assert.Equal(4, shipper.Tasks.Count(static task => task.Status == ShipperTaskStatus.Fail));
    }

    [Theory]
    [InlineData("n\n", 0, "Nothing was retried.")]
    [InlineData("\n", 0, "Nothing was retried.")]
    [InlineData("\u0003", 130, "Interrupted.")]
    public async Task What_is_not_confirmed_is_not_retried(string answer, int exitCode, string message)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"retry {Scene.Shipper} --failed {string.Join(' ', scene.Window)}");

        await terminal.SeeAsync("(n)");
        await terminal.TypeAsync(answer);
        var run = await terminal.EndAsync();

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Service.Requests, static request => request.Method == "PUT");
    }

    [Fact]
    public async Task An_overview_shows_its_progress()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        scene.Service.FailNext(FakeFault.Latency(TimeSpan.FromSeconds(1)), when: static request => request.Path.EndsWith("/tasks", StringComparison.Ordinal));
        using var terminal = PseudoTerminal.Start(scene, $"status {Scene.Shipper.Project} {string.Join(' ', scene.Window)}");

        await terminal.SeeAsync("Shippers of ali-test-project");
        var run = await terminal.EndAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Shippers: 1, with failures: 1, failed tasks: 15", run.Output, StringComparison.Ordinal);
    }
}
