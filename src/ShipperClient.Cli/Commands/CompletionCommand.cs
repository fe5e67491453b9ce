using System.CommandLine;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper completion</c>: a script for the shell, which then asks this command for completions.</summary>
internal sealed class CompletionCommand : Subcommand
{
    private readonly Argument<string> _shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh" }.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");

    public CompletionCommand()
        : base(
            "completion",
            "Write the completion script of a shell.",
            "source <(shipper completion bash)     # in ~/.bashrc",
            "source <(shipper completion zsh)      # in ~/.zshrc, after compinit",
            "shipper completion fish > ~/.config/fish/completions/shipper.fish",
            "shipper completion pwsh | Out-String | Invoke-Expression   # in $PROFILE")
    {
        Arguments.Add(_shell);
        SetAction(parsed => Write(parsed.GetRequiredValue(_shell), parsed.InvocationConfiguration.Output));
    }

    private static void Write(string shell, TextWriter output)
    {
        using var script = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream($"shipper.{shell}")!);
        output.Write(script.ReadToEnd());
    }
}
