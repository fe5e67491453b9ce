using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Commands;

/// <summary>Completion in real shells.</summary>
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
    [InlineData("shipper status --output=js", "json\njsonl")]
    public async Task Bash_completes_commands_options_and_values(string line, string completions)
    {
        Tools.Need("bash", "--version");
        await using var scene = await Scene.StartAsync();
        // Bash takes "=" for a word of its own.
        var words = line.Replace("=", " = ", StringComparison.Ordinal).Split(' ');
        var run = await scene.RunShellAsync($$"""
            source <(shipper completion bash)
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_CWORD={{words.Length - 1}} COMP_WORDS=({{string.Join(' ', words)}})
            _shipper
            printf '%s\n' "${COMPREPLY[@]}"
            """);

        Assert.Equal((completions + "\n", ""), (run.Output, run.Errors));
    }

    [Fact]
    public async Task Targets_of_the_last_listing_and_profiles_are_completed()
    {
        await using var scene = await Scene.StartAsync();
        scene.Add();
        scene.Add("other", "second-logstore");
        Directory.CreateDirectory(Path.Combine(scene.Home, ".aliyun"));
        await File.WriteAllTextAsync(Path.Combine(scene.Home, ".aliyun", "config.json"), """{"profiles":[{"name":"night","access_key_secret":"s3cret"},{"name":"day"}]}""");
        Directory.CreateDirectory(Path.Combine(scene.Home, ".alibabacloud"));
        await File.WriteAllTextAsync(Path.Combine(scene.Home, ".alibabacloud", "credentials.ini"), "[on-call]\naccess_key_secret = s3cret\n");

        await scene.RunAsync(["status", Scene.Shipper.Project, .. scene.Window]);

        Assert.Equal(
            "ali-test-project\nali-test-project/second-logstore\nali-test-project/second-logstore/other\nali-test-project/test-logstore\nali-test-project/test-logstore/test-shipper\n",
            await CompleteAsync("shipper retry ali"));
        Assert.Equal("ali-test-project/second-logstore/other\n", await CompleteAsync("shipper tasks ali-test-project/second-logstore/"));
        Assert.Equal("day\nnight\non-call\n", await CompleteAsync("shipper status --profile "));

        async Task<string> CompleteAsync(string line) => (await scene.RunAsync(["__complete", $"{line.Length}", line])).Output;
    }

    [Theory]
    [InlineData("shipper st", "status\tShow the health of shippers")]
    [InlineData("shipper status --ou", "--output\tFormat of the data")]
    [InlineData("shipper status --output=j", "--output=json\n--output=jsonl")]
    [InlineData("echo x | shipper retry --dr", "--dry-run\tList what would be retried")]
    public async Task Fish_completes_with_descriptions(string line, string completions)
    {
        Tools.Need("fish", "--version");
        await using var scene = await Scene.StartAsync();
        using var process = ShipperProcess.Start(
            "fish", ["--no-config", "-c", $"function shipper; dotnet '{Places.Command}' $argv; end; shipper completion fish | source; complete -C '{line}'"], scene.Home, line);

        var run = await process.EndAsync();

        Assert.StartsWith(completions, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("/?", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shipper stat", "shipper status ")]
    [InlineData("shipper status --ver", "shipper status --verbose ")]
    [InlineData("shipper status --output=c", "shipper status --output=csv ")]
    [InlineData("echo x | shipper retry --dr", "echo x | shipper retry --dry-run ")]
    public async Task Zsh_completes_at_a_prompt_and_in_a_pipe(string line, string completed)
    {
        Tools.Need("zsh", "--version");
        await using var scene = await Scene.StartAsync();
        // A real line editor in a terminal of zsh's own; what it holds after the tab is written to a file.
        var script = $$"""
            zmodload zsh/zpty
            zpty z 'PS1=READY zsh -f -i'
            zpty -w z 'shipper() { dotnet "{{Places.Command}}" "$@" }; autoload -Uz compinit; compinit -u -d {{scene.Home}}/dump; source <(shipper completion zsh); keep() { print -r -- "$BUFFER|" >{{scene.Home}}/line; exit }; zle -N keep; bindkey "^X" keep; print DONE'
            zpty -r -m z _ '*DONE*DONE*'
            zpty -n -w z $'{{line}}\t\x18'
            while zpty -t z && ! [[ -s {{scene.Home}}/line ]]; do zpty -r -t z _; zselect -t 5 2>/dev/null || sleep 0.05; done
            cat {{scene.Home}}/line
            """;
        using var process = ShipperProcess.Start("zsh", ["-f", "-c", script], scene.Home, line, ("TERM", "xterm"));

        Assert.Equal(completed + "|\n", (await process.EndAsync()).Output);
    }
}
