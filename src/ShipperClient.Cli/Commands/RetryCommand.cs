using System.CommandLine;
using ShipperClient.Cli.Commands.Output;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using Spectre.Console;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper retry</c>: retries failed tasks.</summary>
internal sealed class RetryCommand : ServiceCommand
{
    private const int MostWithoutAsking = 10;

    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DefaultWaitTimeout = TimeSpan.FromMinutes(30);

    private readonly Argument<string> _target = new("target") { Description = "project/logstore/shipper" };
    private readonly Argument<string[]> _ids = new("id") { Description = "The tasks to retry", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _failed = Flag.Create("--failed", "Every failed task of the window, ten a call");
    private readonly Option<bool> _dryRun = Flag.Create("--dry-run", "List what would be retried, and send nothing");
    private readonly Option<bool> _yes = Flag.Create("--yes", "Skip the confirmation for more than 10 tasks (needed without a terminal)", "-y");
    private readonly Option<bool> _force = Flag.Create("--force", "Send ids that the service does not list, too");
    private readonly Option<bool> _wait = Flag.Create("--wait", "Wait for the tasks to finish, and list those that failed again");
    private readonly Option<TimeSpan?> _interval = TimeOption.Create("--interval", "Polling interval of --wait [default: 10s]", TimeSpan.FromDays(1));
    private readonly Option<TimeSpan?> _waitTimeout = TimeOption.Create("--wait-timeout", "How long --wait waits at most [default: 30m]", Duration.Longest);

    public RetryCommand(GlobalOptions global, TimeProvider clock)
        : base(
            "retry",
            "Retry failed tasks.",
            global,
            clock,
            hasOutput: true,
            "shipper retry my-project/my-logstore/my-shipper --failed --dry-run",
            "shipper retry my-project/my-logstore/my-shipper --failed --last 24h --yes --wait",
            "shipper retry my-project/my-logstore/my-shipper a9b0c1d2e3f405162738495a6b7c8d9e")
    {
        Arguments.Add(_target);
        Arguments.Add(_ids);
        foreach (Option option in (Option[])[_failed, _dryRun, _yes, _force, _wait, _interval, _waitTimeout])
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

    protected override async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var shipper = Target.ParseShipper(parsed.GetRequiredValue(_target));
        var isFailed = parsed.GetValue(_failed);
        // Ids come from any listing: without a window of their own they are looked up in all that the service lists.
        var window = context.ReadWindow(isFailed ? null : context.Client.StatusLookback);
        var ids = isFailed
            ? await context.Client.ListShipperTasksAsync(Failed(shipper, window), cancellationToken).Select(static task => task.Id).ToListAsync(cancellationToken).ConfigureAwait(false)
            : parsed.GetRequiredValue(_ids).Distinct(StringComparer.Ordinal).ToList();
        if (!isFailed && !parsed.GetValue(_force) && await FindUnlistedAsync(context.Client, shipper, window, ids, cancellationToken).ConfigureAwait(false) is { Count: > 0 } unlisted)
        {
            context.Terminal.WriteMessage(
                $"shipper: {shipper} has no {(unlisted.Count == 1 ? "task" : "tasks")} {string.Join(", ", unlisted.Take(MostWithoutAsking))}{(unlisted.Count > MostWithoutAsking ? ", …" : "")} "
                + $"from {window}. Nothing was sent. Check the ids, give an earlier start, or --force to send them.");
            return ExitCodes.NotFound;
        }

        var operation = new RetryOperation(context.Client, shipper, ids);
        var output = new RetryOutput(context, operation, window);
        if (parsed.GetValue(_dryRun) || ids.Count == 0)
        {
            await output.WritePlanAsync(parsed.GetValue(_dryRun)).ConfigureAwait(false);
            return ExitCodes.Success;
        }

        if (ids.Count > MostWithoutAsking && !parsed.GetValue(_yes) && !await AskAsync(context.Terminal, shipper, ids.Count, cancellationToken).ConfigureAwait(false))
        {
            context.Terminal.WriteMessage("Nothing was retried.");
            return ExitCodes.Success;
        }

        var isWaited = parsed.GetValue(_wait);
        try
        {
            // Exactly the tasks that were listed and confirmed are sent: a second listing could take tasks that nobody has seen.
            await ProgressBar.RunAsync(context.Terminal, $"Retrying {shipper}", progress => operation.SendAsync(progress, cancellationToken)).ConfigureAwait(false);
            if (isWaited)
            {
                await WaitAsync(parsed, context.Terminal, operation, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or LogServiceException)
        {
            // What was done is done, whatever ended it: it is reported before the error.
            await output.WriteResultAsync(isWaited).ConfigureAwait(false);
            output.WriteRemainder();
            throw;
        }

        await output.WriteResultAsync(isWaited).ConfigureAwait(false);
        return operation.IsSuccess && !(isWaited && operation.RunningCount > 0) ? ExitCodes.Success : ExitCodes.Failed;
    }

    private static ShipperStatusQuery Failed(ShipperReference shipper, Window window) =>
        new(shipper, window.From, window.To) { Status = ShipperTaskStatus.Fail, Size = ShipperStatusQuery.MaxSize };

    private static async Task<IReadOnlyList<string>> FindUnlistedAsync(
        LogServiceClient client, ShipperReference shipper, Window window, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var missing = ids.ToHashSet(StringComparer.Ordinal);
        var query = new ShipperStatusQuery(shipper, window.From, window.To) { Size = ShipperStatusQuery.MaxSize };
        await foreach (var task in client.ListShipperTasksAsync(query, cancellationToken).ConfigureAwait(false))
        {
            missing.Remove(task.Id);
            if (missing.Count == 0)
            {
                return [];
            }
        }

        return [.. ids.Where(missing.Contains)];
    }

    private static async Task<bool> AskAsync(Terminal terminal, ShipperReference shipper, int count, CancellationToken cancellationToken) => Terminal.CanAsk
        ? await new ConfirmationPrompt($"Retry {count} failed tasks of {shipper}?") { DefaultValue = false }.ShowAsync(terminal.Messages, cancellationToken).ConfigureAwait(false)
        : throw new UsageException($"{count} tasks are more than {MostWithoutAsking}, and there is no terminal to ask for confirmation. Give --yes to retry them, or --dry-run to list them.");

    private async Task WaitAsync(ParseResult parsed, Terminal terminal, RetryOperation operation, CancellationToken cancellationToken)
    {
        var timeout = parsed.GetValue(_waitTimeout) ?? DefaultWaitTimeout;
        try
        {
            await ProgressBar.RunAsync(terminal, "Waiting for the tasks to finish", progress => operation.WaitAsync(
                parsed.GetValue(_interval) ?? DefaultInterval, timeout, progress, cancellationToken)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            terminal.WriteMessage($"shipper: {Plural.Tasks(operation.RunningCount)} still running after {Duration.Format(timeout)}. Check them later with `shipper tasks`, or give a longer --wait-timeout.");
        }
    }
}
