using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Commands;

/// <summary>The command <c>shipper</c>: its grammar, and the one place in which a run ends and errors are reported.</summary>
internal sealed class ShipperCommand : RootCommand
{
    // How long a command may take after Ctrl-C to report what it has done.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    private readonly GlobalOptions _global = new();

    public ShipperCommand(TimeProvider clock)
        : base("Shippers of Alibaba Cloud Log Service: see what failed and why, and retry it.")
    {
        Add(new StatusCommand(_global, clock));
        Add(new TasksCommand(_global, clock));
        Add(new RetryCommand(_global, clock));
        Add(new WatchCommand(_global, clock));
        Add(new EmulateCommand(clock));
        Add(new CompletionCommand());
        _global.AddTo(this);
        var help = Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, [.. Subcommands.OfType<Subcommand>().Select(static command => command.Examples[0])]);
    }

    public async Task<int> RunAsync(string[] arguments)
    {
        ParseResult? parsed = null;
        try
        {
            parsed = Parse(arguments);
            if (parsed.Action is ParseErrorAction)
            {
                await Console.Error.WriteLineAsync($"{Name}: {ParseErrorLine.Format(parsed)}").ConfigureAwait(false);
                return ExitCodes.Usage;
            }

            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToEnd }).ConfigureAwait(false);
        }
        catch (IOException exception) when (ErrorLine.IsClosedPipe(exception))
        {
            // The reader has what it wants.
            return ExitCodes.Success;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"shipper: {ErrorLine.Format(exception)}").ConfigureAwait(false);
            if (parsed is not null && _global.IsVerbose(parsed))
            {
                await Console.Error.WriteLineAsync(exception.ToString()).ConfigureAwait(false);
            }

            return ExitCodes.From(exception);
        }
    }
}
