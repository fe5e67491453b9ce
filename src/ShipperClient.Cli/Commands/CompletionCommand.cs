using System.CommandLine;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper completion</c>: a script for the shell, which then asks this command for completions.</summary>
internal sealed class CompletionCommand : Subcommand
{
    private readonly Argument<string> _shell = Choice.From(new Argument<string>("shell") { Description = Strings.Get("CompletionShell") }, "bash", "zsh", "fish", "pwsh");

    public CompletionCommand()
        : base(
            "completion",
            Strings.Get("CompletionDescription"),
            Strings.Get("CompletionExampleBash"),
            Strings.Get("CompletionExampleZsh"),
            "shipper completion fish > ~/.config/fish/completions/shipper.fish",
            Strings.Get("CompletionExamplePwsh"))
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
