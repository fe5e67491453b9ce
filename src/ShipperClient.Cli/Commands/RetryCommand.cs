using System.CommandLine;
using ShipperClient.Cli.Errors;
using ShipperClient.Cli.Output;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Screens;
using ShipperClient.Cli.Settings;
using Spectre.Console;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper retry</c>: runs failed tasks again.</summary>
internal sealed class RetryCommand : ServiceCommand
{
    private const int MostWithoutAsking = 10;

    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DefaultWaitTimeout = TimeSpan.FromMinutes(30);

    private readonly Argument<string> _target = new("target") { Description = "project/logstore/shipper" };
    private readonly Argument<string[]> _ids = new("id") { Description = "The tasks to retry", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _failed = new("--failed") { Description = "Every failed task of the window, ten a call" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "List what would be retried, and send nothing" };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask before more than 10 tasks; required there when not at a terminal" };
    private readonly Option<bool> _wait = new("--wait") { Description = "Follow the tasks to their end, and tell which failed again" };
    private readonly Option<TimeSpan?> _interval = TimeOption.Create("--interval", "How often --wait looks [default: 10s]", TimeSpan.FromDays(1));
    private readonly Option<TimeSpan?> _waitTimeout = TimeOption.Create("--wait-timeout", "How long --wait waits in all [default: 30m]", Duration.Longest);

    public RetryCommand(GlobalOptions global, TimeProvider clock)
        : base(
            "retry",
            "Run failed tasks again.",
            global,
            clock,
            hasOutput: true,
            "shipper retry my-project/my-logstore/my-shipper --failed --dry-run",
            "shipper retry my-project/my-logstore/my-shipper --failed --last 24h --yes --wait",
            "shipper retry my-project/my-logstore/my-shipper a9b0c1d2e3f405162738495a6b7c8d9e")
    {
        Arguments.Add(_target);
        Arguments.Add(_ids);
        foreach (Option option in (Option[])[_failed, _dryRun, _yes, _wait, _interval, _waitTimeout])
        {
            Options.Add(option);
        }

        _ids.Validators.Add(static result =>
        {
            if (result.Tokens.Any(static token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError("The id of a task is empty. Give ids as `shipper tasks` lists them.");
            }
        });
        Validators.Add(result =>
        {
            if (result.GetValue(_failed) == result.GetValue(_ids) is { Length: > 0 })
            {
                result.AddError("Give the ids of tasks, or --failed for every failed task of the window: one of the two.");
            }
        });
        AddCommonOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var shipper = Target.ParseShipper(parsed.GetRequiredValue(_target));
        var window = session.ReadWindow();
        var ids = parsed.GetValue(_failed)
            ? await session.Client.ListShipperTasksAsync(Failed(shipper, window), cancellationToken).Select(static task => task.Id).ToListAsync(cancellationToken).ConfigureAwait(false)
            : parsed.GetRequiredValue(_ids).Distinct(StringComparer.Ordinal).ToList();
        var run = new RetryRun(session.Client, shipper, ids);
        var report = new RetryScreen(session, shipper, window, run);
        if (parsed.GetValue(_dryRun) || ids.Count == 0)
        {
            await report.WritePlanAsync(ids, parsed.GetValue(_dryRun), cancellationToken).ConfigureAwait(false);
            return ExitCodes.Fine;
        }

        if (ids.Count > MostWithoutAsking && !parsed.GetValue(_yes) && !await AskAsync(session.Terminal, shipper, ids.Count, cancellationToken).ConfigureAwait(false))
        {
            session.Terminal.Tell("Nothing was retried.");
            return ExitCodes.Fine;
        }

        try
        {
            // What was listed and asked about is what is sent: to list once more could take what nobody has seen.
            await Bar.RunAsync(session.Terminal, $"Retrying {shipper}", progress => run.SendAsync(progress, cancellationToken)).ConfigureAwait(false);
            if (parsed.GetValue(_wait))
            {
                await WaitAsync(parsed, session.Terminal, run, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or LogServiceException)
        {
            // What was done is done, whatever ended it: it is told before the error is.
            await report.WriteAsync(isWaited: parsed.GetValue(_wait)).ConfigureAwait(false);
            report.TellWhatIsLeft();
            throw;
        }

        await report.WriteAsync(isWaited: parsed.GetValue(_wait)).ConfigureAwait(false);
        return run.IsFine && !(parsed.GetValue(_wait) && run.RunningCount > 0) ? ExitCodes.Fine : ExitCodes.Failed;
    }

    private static ShipperStatusQuery Failed(ShipperReference shipper, Window window) =>
        new(shipper, window.From, window.To) { Status = ShipperTaskStatus.Fail, Size = ShipperStatusQuery.MaxSize };

    private static async Task<bool> AskAsync(Terminal terminal, ShipperReference shipper, int count, CancellationToken cancellationToken) => Terminal.CanAsk
        ? await new ConfirmationPrompt($"Retry {count} failed tasks of {shipper}?") { DefaultValue = false }.ShowAsync(terminal.Messages, cancellationToken).ConfigureAwait(false)
        : throw new UsageException($"{count} tasks are more than {MostWithoutAsking}, and nobody is at a terminal to be asked. Give --yes to retry them, or --dry-run to see them.");

    private async Task WaitAsync(ParseResult parsed, Terminal terminal, RetryRun run, CancellationToken cancellationToken)
    {
        try
        {
            await Bar.RunAsync(terminal, "Waiting for their end", progress => run.WaitAsync(
                parsed.GetValue(_interval) ?? DefaultInterval, parsed.GetValue(_waitTimeout) ?? DefaultWaitTimeout, progress, cancellationToken)).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            terminal.Tell($"shipper: {exception.Message} Look again with `shipper tasks`, or give a longer --wait-timeout.");
        }
    }
}
