using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> Commands { get; } = ["", "status", "tasks", "retry", "watch", "emulate", "completion"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_help_page_has_options_and_examples(string command)
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(command.Length == 0 ? ["--help"] : [command, "--help"]);

        GoldenText.AssertIs($"help{(command.Length == 0 ? "" : "-")}{command}", scene, run);
        Assert.Contains("Examples:\n  ", run.Output, StringComparison.Ordinal);
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
