using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using ShipperClient.Cli.Views;
using ShipperClient.Cli.Views.Documents;
using Spectre.Console;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>Writes a retry in the chosen format: before it is sent, and its result.</summary>
internal sealed class RetryOutput(CommandContext context, RetryOperation operation, Window window)
{
    public async Task WritePlanAsync(bool isDryRun)
    {
        if (context.Output == OutputFormat.Table)
        {
            foreach (var id in operation.TaskIds)
            {
                await context.Terminal.Data.WriteLineAsync(TextSanitizer.Sanitize(id)).ConfigureAwait(false);
            }
        }
        else
        {
            await WriteDocumentAsync(isDryRun).ConfigureAwait(false);
        }

        var calls = (operation.Count + LogServiceClient.MaxTaskIdsPerRetry - 1) / LogServiceClient.MaxTaskIdsPerRetry;
        context.Terminal.WriteMessage(operation.Count == 0
            ? $"No failed task in {operation.Shipper}, {window}"
            : $"Would retry {Plural.Tasks(operation.Count)} of {operation.Shipper} in {Plural.Format(calls, "call")}; nothing was sent");
    }

    public async Task WriteResultAsync(bool isWaited)
    {
        foreach (var refused in operation.Tasks.Where(static task => task.Refusal is not null).GroupBy(static task => ErrorLine.Format(task.Refusal!), StringComparer.Ordinal))
        {
            context.Terminal.WriteMessage($"shipper: {Plural.Tasks(refused.Count())} not taken: {refused.Key}");
        }

        if (context.Output == OutputFormat.Table)
        {
            context.Terminal.Write(RetryView.Create(operation, window, isWaited, context.Terminal.Screen.Profile.Width));
        }
        else
        {
            await WriteDocumentAsync(isDryRun: false).ConfigureAwait(false);
        }
    }

    /// <summary>After an interruption, or an error that ended the whole: what was done, and what was not.</summary>
    public void WriteRemainder() => context.Terminal.WriteMessage(
        $"Done: {Plural.Tasks(operation.TakenCount)} taken. Not done: {Plural.Tasks(operation.UnknownCount)} not sent, or without an answer so far."
        + (operation.UnknownCount > 0 ? " Run the same command again to retry those that are still failed." : ""));

    private async Task WriteDocumentAsync(bool isDryRun)
    {
        var tasks = operation.Tasks.Select(task => RetriedTaskDocument.From(task, isDryRun));
        switch (context.Output)
        {
            case OutputFormat.Json:
                // Not to be cancelled: after an interruption this is what reports it.
                await context.Data.WriteJsonAsync(
                    new RetryDocument(operation.Shipper.ToString(), isDryRun, [.. tasks]), DocumentJson.Indented.RetryDocument, CancellationToken.None).ConfigureAwait(false);
                break;
            case OutputFormat.JsonLines:
                foreach (var task in tasks)
                {
                    await context.Data.WriteJsonLineAsync(task, DocumentJson.Line.RetriedTaskDocument).ConfigureAwait(false);
                }

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
