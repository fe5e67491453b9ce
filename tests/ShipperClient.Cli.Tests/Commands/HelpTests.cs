using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> Commands { get; } = ["", "status", "tasks", "retry", "watch", "doctor", "emulate", "completion", "help"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_help_page_has_options_and_examples(string command)
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(command.Length == 0 ? ["--help"] : [command, "--help"]);

        GoldenText.AssertIs($"help{(command.Length == 0 ? "" : "-")}{command}", scene, run);
        Assert.Contains("Examples:\n  ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_help_page_is_wrapped_between_words(string command)
    {
        await using var scene = await Scene.StartAsync();
        string[] arguments = command.Length == 0 ? ["--help"] : [command, "--help"];

        var wide = await scene.RunAsync(arguments, ("COLUMNS", "200"));
        var narrow = await scene.RunAsync(arguments, ("COLUMNS", "60"));

        // An example is there to be copied.
        var lines = narrow.Output.Split('\n').Where(static line => !line.StartsWith("  shipper ", StringComparison.Ordinal) && !line.StartsWith("  source ", StringComparison.Ordinal));
        Assert.All(lines, static line => Assert.InRange(line.Length, 0, 60));
        Assert.Equal(Words(wide.Output), Words(narrow.Output));

        static List<string> Words(string text) => [.. text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];
    }

    [Theory]
    [InlineData("")]
    [InlineData("help")]
    [InlineData("help retry")]
    public async Task Help_is_shown_without_a_command_and_by_its_own(string command)
    {
        await using var scene = await Scene.StartAsync();
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var run = await scene.RunAsync(words);
        var page = await scene.RunAsync([.. words.Skip(1), "--help"]);

        Assert.Equal((0, page.Output, ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task The_version_is_shown()
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(["--version"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", run.Output);
    }
}
