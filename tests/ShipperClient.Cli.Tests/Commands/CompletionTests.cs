using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Commands;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Every_shell_has_its_script(string shell)
    {
        await using var scene = await Scene.StartAsync();

        GoldenText.AssertIs($"completion-{shell}", scene, await scene.RunAsync(["completion", shell]));
    }

    [Theory]
    [InlineData("shipper st", "status")]
    [InlineData("shipper retry --dr", "--dry-run")]
    [InlineData("shipper status --output js", "json\njsonl")]
    public async Task Bash_completes_commands_options_and_values(string line, string completions)
    {
        Tools.Need("bash", "--version");
        await using var scene = await Scene.StartAsync();
        var words = line.Split(' ');
        var script = $"""
            shipper() {'{'} dotnet '{Places.Command}' "$@"; {'}'}
            source <(shipper completion bash)
            COMP_LINE='{line}' COMP_POINT={line.Length} COMP_CWORD={words.Length - 1} COMP_WORDS=({line})
            _shipper
            printf '%s\n' "${'{'}COMPREPLY[@]{'}'}"
            """;
        using var process = ShipperProcess.Start("bash", ["-c", script], scene.Home, "bash");

        Assert.Equal((completions + "\n", ""), ((await process.EndAsync()) is var run ? (run.Output, run.Errors) : default));
    }
}
