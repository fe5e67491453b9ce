namespace ShipperClient.Cli.Tests.Support;

/// <summary>The result of a run of the command.</summary>
internal sealed record Run(string CommandLine, int ExitCode, string Output, string Errors)
{
    /// <summary>All of it, as the files in GoldenTexts keep it.</summary>
    public override string ToString() =>
        $"$ {CommandLine}\n{Output}{(Errors.Length > 0 ? "--- standard error\n" : "")}{Errors}--- exit code {ExitCode}\n";
}
