using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ShipperClient.Cli.Commands;

/// <summary>The help page as System.CommandLine writes it, and the command's remarks and examples below.</summary>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyList<string> examplesOfAll) : SynchronousCommandLineAction
{
    private const string ExitCodes =
        "0 success; 1 tasks failed again or were not taken, or more failed than --fail-over allows; 2 usage; 3 not found; 4 credentials; 5 service unavailable or throttled; 130 interrupted";

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command as Subcommand;
        if (command?.Remarks is { } remarks)
        {
            output.WriteLine(remarks);
            output.WriteLine();
        }

        output.WriteLine("Examples:");
        foreach (var example in command?.Examples ?? examplesOfAll)
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        output.WriteLine("Exit codes:");
        output.WriteLine($"  {ExitCodes}");
        return 0;
    }
}
