using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ShipperClient.Cli.Errors;

namespace ShipperClient.Cli.Commands;

/// <summary>The command <c>shipper</c>: its grammar, and the one place where a run ends and every error is told.</summary>
internal sealed class ShipperCommand : RootCommand
{
    // How long a command may take to say what it has done once Ctrl-C was pressed.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    private readonly GlobalOptions _global = new();

    public ShipperCommand(TimeProvider clock)
        : base("The shippers of Alibaba Cloud Log Service: what failed and why, and running it again.")
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
                await Console.Error.WriteLineAsync($"{Name}: {ParseErrorLine.Of(parsed)}").ConfigureAwait(false);
                return ExitCodes.Usage;
            }

            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToEnd }).ConfigureAwait(false);
        }
        catch (IOException exception) when (ErrorLine.IsClosedPipe(exception))
        {
            // Whoever read has what they wanted.
            return ExitCodes.Fine;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"shipper: {ErrorLine.Of(exception)}").ConfigureAwait(false);
            if (parsed is not null && _global.IsVerbose(parsed))
            {
                await Console.Error.WriteLineAsync(exception.ToString()).ConfigureAwait(false);
            }

            return ExitCodes.Of(exception);
        }
    }
}
