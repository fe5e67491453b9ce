using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using ShipperClient.Cli.Views;
using ShipperClient.Cli.Views.Documents;
using ShipperClient.Cli.Views.Html;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>Writes a retry in the chosen format: before it is sent, and its result.</summary>
internal sealed class RetryOutput(CommandContext context, RetryPlan plan, Window window)
{
    public async Task WritePlanAsync(bool isDryRun)
    {
        if (context.Output == OutputFormat.Table)
        {
            foreach (var operation in plan.Operations)
            {
                foreach (var id in operation.TaskIds)
                {
                    // One id a line, which `shipper retry <target> -` reads; of several shippers each with its own.
                    await context.Terminal.Data.WriteLineAsync(plan.Operations.Count == 1 ? TextSanitizer.Sanitize(id) : $"{operation.Shipper}  {TextSanitizer.Sanitize(id)}").ConfigureAwait(false);
                }
            }
        }
        else
        {
            await WriteDocumentAsync(isDryRun, isWaited: false).ConfigureAwait(false);
        }

        var calls = plan.Operations.Sum(static operation => (operation.Count + LogServiceClient.MaxTaskIdsPerRetry - 1) / LogServiceClient.MaxTaskIdsPerRetry);
        context.Terminal.WriteMessage(plan.Count == 0
            ? Strings.Get("RetryNoFailed", plan.Target, window)
            : Strings.Get("RetryWould", Plural.Tasks(plan.Count), plan.Target, Plural.Calls(calls)));
        WriteUnreadable();
    }

    public async Task WriteResultAsync(bool isWaited)
    {
        foreach (var operation in plan.Operations)
        {
            foreach (var refused in operation.Tasks.Where(static task => task.Refusal is not null).GroupBy(static task => ErrorLine.Format(task.Refusal!, Strings.Current), StringComparer.Ordinal))
            {
                context.Terminal.WriteMessage(Strings.Get("RetryNotTaken", Name(operation), Plural.Tasks(refused.Count()), refused.Key));
            }

            if (operation.Error is { } error)
            {
                context.Terminal.WriteMessage($"shipper: {Name(operation)}{ErrorLine.Format(error, Strings.Current)}");
            }
        }

        WriteUnreadable();
        if (context.Output == OutputFormat.Table)
        {
            context.Terminal.Write(RetryView.Create(plan, window, isWaited, context.Terminal.Screen.Profile.Width));
        }
        else
        {
            await WriteDocumentAsync(isDryRun: false, isWaited).ConfigureAwait(false);
        }
    }

    /// <summary>After an interruption, or an error that ended the whole: what was done, what was not, and what runs on.</summary>
    public void WriteRemainder(bool isWaited) => context.Terminal.WriteMessage(
        Strings.Get("RetryDone", Plural.Tasks(plan.TakenCount), Plural.Tasks(plan.UnknownCount))
        + (plan.UnknownCount > 0 ? Strings.Get("RetryRunAgain") : "")
        + (isWaited && plan.RunningCount > 0 ? Strings.Get("RetryRunsOn", Plural.Tasks(plan.RunningCount)) : ""));

    private void WriteUnreadable()
    {
        foreach (var report in plan.Unreadable)
        {
            context.Terminal.WriteMessage($"shipper: {report.Target}: {ErrorLine.Format(report.Error!, Strings.Current)}");
        }
    }

    private string Name(RetryOperation operation) => plan.Operations.Count > 1 ? $"{operation.Shipper}: " : "";

    private async Task WriteDocumentAsync(bool isDryRun, bool isWaited)
    {
        var tasks = RetriedTaskDocument.From(plan, isDryRun);
        switch (context.Output)
        {
            case OutputFormat.Json:
                // Not to be cancelled: after an interruption this is what reports it.
                await context.Data.WriteJsonAsync(new RetryDocument(plan.Target, isDryRun, [.. tasks]), DocumentJson.Indented.RetryDocument, CancellationToken.None).ConfigureAwait(false);
                break;
            case OutputFormat.JsonLines:
                foreach (var task in tasks)
                {
                    await context.Data.WriteJsonLineAsync(task, DocumentJson.Line.RetriedTaskDocument).ConfigureAwait(false);
                }

                break;
            case OutputFormat.Html:
                await context.Terminal.Data.WriteAsync(RetryHtml.Create(plan, window, isDryRun, isWaited)).ConfigureAwait(false);
                break;
            default:
                await context.Data.WriteCsvAsync(RetriedTaskDocument.Columns).ConfigureAwait(false);
                foreach (var task in tasks)
                {
                    await context.Data.WriteCsvAsync(task.ToRow()).ConfigureAwait(false);
                }

                break;
        }
    }
}
