using System.CommandLine;
using ShipperClient.Cli.Commands.Output;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using Spectre.Console;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper retry</c>: retries failed tasks, of one shipper or of all in a Logstore or project.</summary>
internal sealed class RetryCommand : ServiceCommand
{
    private const int MostWithoutAsking = 10;
    private const string StandardInput = "-";

    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DefaultWaitTimeout = TimeSpan.FromMinutes(30);

    private readonly Argument<string> _target = new("target") { Description = Strings.Get("RetryTarget") };
    private readonly Argument<string[]> _ids = new("id") { Description = Strings.Get("RetryIds"), Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _failed = Flag.Create("--failed", Strings.Get("RetryFailed"));
    private readonly FilterOptions _filter = new();
    private readonly Option<bool> _dryRun = Flag.Create("--dry-run", Strings.Get("RetryDryRun"));
    private readonly Option<bool> _yes = Flag.Create("--yes", Strings.Get("RetryYes"), "-y");
    private readonly Option<bool> _force = Flag.Create("--force", Strings.Get("RetryForce"));
    private readonly Option<bool> _wait = Flag.Create("--wait", Strings.Get("RetryWait"));
    private readonly Option<TimeSpan?> _interval = TimeOption.Create("--interval", Strings.Get("RetryInterval"), TimeSpan.FromDays(1));
    private readonly Option<TimeSpan?> _waitTimeout = TimeOption.Create("--wait-timeout", Strings.Get("RetryWaitTimeout"), Duration.Longest);

    public RetryCommand(GlobalOptions global, TimeProvider clock)
        : base(
            "retry",
            Strings.Get("RetryDescription"),
            global,
            clock,
            output: new OutputOption(hasHtml: true),
            "shipper retry my-project/my-logstore/my-shipper --failed --dry-run",
            "shipper retry my-project/my-logstore/my-shipper --failed --last 24h --yes --wait",
            "shipper retry my-project --failed --reason internalServerError,unknown",
            "shipper retry my-project/my-logstore/my-shipper a9b0c1d2e3f405162738495a6b7c8d9e",
            "shipper tasks my-project/my-logstore/my-shipper --status fail -o jsonl | jq -r .id | shipper retry my-project/my-logstore/my-shipper - --yes")
    {
        Arguments.Add(_target);
        Arguments.Add(_ids);
        Options.Add(_failed);
        _filter.AddTo(this);
        foreach (Option option in (Option[])[_dryRun, _yes, _force, _wait, _interval, _waitTimeout])
        {
            Options.Add(option);
        }

        _ids.Validators.Add(static result =>
        {
            if (result.Tokens.Any(static token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError(Strings.Get("RetryEmptyId"));
            }
        });
        Validators.Add(result =>
        {
            if (result.GetValue(_failed) == result.GetValue(_ids) is { Length: > 0 })
            {
                result.AddError(Strings.Get("RetryIdsOrFailed"));
            }
        });
        AddCommonOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var filter = new TaskFilter(_filter.ReadReasons(parsed), _filter.ReadMessage(parsed), _filter.ReadCode(parsed));
        var isFailed = parsed.GetValue(_failed);
        if (!isFailed && !filter.IsEmpty)
        {
            throw new UsageException(Strings.Get("RetryFilterNeedsFailed"));
        }

        // Ids come from any listing: without a window of their own they are looked up in all that the service lists.
        var window = context.ReadWindow(isFailed ? null : context.Client.StatusLookback);
        var plan = isFailed
            ? await PlanFailedAsync(Target.Parse(parsed.GetRequiredValue(_target)), window, filter, context, cancellationToken).ConfigureAwait(false)
            : RetryPlan.Create(context.Client, Target.ParseShipper(parsed.GetRequiredValue(_target)), await ReadIdsAsync(parsed.GetRequiredValue(_ids), cancellationToken).ConfigureAwait(false));
        if (!isFailed && !parsed.GetValue(_force) && await FindUnlistedAsync(context.Client, plan.Operations[0], window, cancellationToken).ConfigureAwait(false) is { Count: > 0 } unlisted)
        {
            var ids = string.Join(", ", unlisted.Take(MostWithoutAsking)) + (unlisted.Count > MostWithoutAsking ? ", …" : "");
            context.Terminal.WriteMessage(Strings.Get(unlisted.Count == 1 ? "RetryUnlistedTask" : "RetryUnlistedTasks", plan.Target, ids, window));
            return ExitCodes.NotFound;
        }

        var output = new RetryOutput(context, plan, window);
        if (parsed.GetValue(_dryRun) || plan.Count == 0)
        {
            await output.WritePlanAsync(parsed.GetValue(_dryRun)).ConfigureAwait(false);
            return ExitCodeOf(plan, isSuccess: true);
        }

        if (plan.Count > MostWithoutAsking && !parsed.GetValue(_yes) && !await AskAsync(context.Terminal, plan, cancellationToken).ConfigureAwait(false))
        {
            context.Terminal.WriteMessage(Strings.Get("RetryNothing"));
            return ExitCodes.Success;
        }

        var isWaited = parsed.GetValue(_wait);
        try
        {
            // Exactly the tasks that were listed and confirmed are sent: a second listing could take tasks that nobody has seen.
            await ProgressBar.RunAsync(context.Terminal, Strings.Get("RetryProgress", plan.Target), progress => plan.SendAsync(progress, cancellationToken)).ConfigureAwait(false);
            if (isWaited)
            {
                await WaitAsync(parsed, context, plan, window, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or LogServiceException)
        {
            // What was done is done, whatever ended it: it is reported before the error.
            await output.WriteResultAsync(isWaited).ConfigureAwait(false);
            output.WriteRemainder(isWaited);
            throw;
        }

        await output.WriteResultAsync(isWaited).ConfigureAwait(false);
        return ExitCodeOf(plan, plan.IsSuccess && !(isWaited && plan.RunningCount > 0));
    }

    private static async Task<RetryPlan> PlanFailedAsync(Target target, Window window, TaskFilter filter, CommandContext context, CancellationToken cancellationToken)
    {
        RetryPlan? plan = null;
        Func<Action<int, int>, Task> read = async progress => plan = await RetryPlan.ReadAsync(context.Client, target, window, filter, progress, cancellationToken).ConfigureAwait(false);
        await (target.Shipper is null ? ProgressBar.RunAsync(context.Terminal, Strings.Get("RetryReadProgress", target), read) : read(static (_, _) => { })).ConfigureAwait(false);
        return plan!;
    }

    private static int ExitCodeOf(RetryPlan plan, bool isSuccess) => plan.Unreadable.Count > 0 ? ExitCodes.From(plan.Unreadable[0].Error!) : isSuccess ? ExitCodes.Success : ExitCodes.Failed;

    private static async Task<IReadOnlyList<string>> ReadIdsAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        List<string> all = [];
        foreach (var id in ids)
        {
            if (id == StandardInput)
            {
                all.AddRange(await IdList.ReadAsync(Console.In, cancellationToken).ConfigureAwait(false));
            }
            else
            {
                all.Add(id);
            }
        }

        return [.. all.Distinct(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<string>> FindUnlistedAsync(LogServiceClient client, RetryOperation operation, Window window, CancellationToken cancellationToken)
    {
        var missing = operation.TaskIds.ToHashSet(StringComparer.Ordinal);
        var query = new ShipperStatusQuery(operation.Shipper, window.From, window.To) { Size = ShipperStatusQuery.MaxSize };
        if (missing.Count > 0)
        {
            await foreach (var task in client.ListShipperTasksAsync(query, cancellationToken).ConfigureAwait(false))
            {
                missing.Remove(task.Id);
                if (missing.Count == 0)
                {
                    break;
                }
            }
        }

        return [.. operation.TaskIds.Where(missing.Contains)];
    }

    private static async Task<bool> AskAsync(Terminal terminal, RetryPlan plan, CancellationToken cancellationToken)
    {
        if (!Terminal.CanAsk)
        {
            throw new UsageException(Strings.Get("RetryCannotAsk", plan.Count, MostWithoutAsking));
        }

        var shippers = plan.Operations.Count > 1 ? Strings.Get("RetryShippersOf", plan.Operations.Count, plan.Target) : plan.Target;
        var reasons = plan.Reasons.Count > 0 ? $" ({string.Join(", ", plan.Reasons.Select(static reason => $"{reason.Count} {reason.Reason}"))})" : "";
        var question = new ConfirmationPrompt(Markup.Escape(Strings.Get("RetryQuestion", plan.Count, shippers, reasons))) { DefaultValue = false };
        return await question.ShowAsync(terminal.Messages, cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitAsync(ParseResult parsed, CommandContext context, RetryPlan plan, Window window, CancellationToken cancellationToken)
    {
        var timeout = parsed.GetValue(_waitTimeout) ?? DefaultWaitTimeout;
        try
        {
            await ProgressBar.RunAsync(
                context.Terminal,
                Strings.Get("RetryWaitProgress"),
                progress => plan.WaitAsync(parsed.GetValue(_interval) ?? DefaultInterval, timeout, progress, cancellationToken),
                () => context.Responses.ReceivedAt is { } poll ? Strings.Get("RetryLastPoll", window.Show(poll)) : "").ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            context.Terminal.WriteMessage(Strings.Get("RetryStillRunning", Plural.Tasks(plan.RunningCount), Duration.Format(timeout)));
        }
    }
}
