using ShipperClient.Cli.Commands;
using ShipperClient.Cli.Output;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using Spectre.Console;

namespace ShipperClient.Cli.Screens;

/// <summary>What became of a retry, in every output.</summary>
internal sealed class RetryScreen(Session session, ShipperReference shipper, Window window, RetryRun run)
{
    public async Task WritePlanAsync(IReadOnlyList<string> ids, bool isDryRun, CancellationToken cancellationToken)
    {
        if (session.Output == OutputFormat.Table)
        {
            foreach (var id in ids)
            {
                await session.Terminal.Data.WriteLineAsync(CleanText.Of(id).AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            await WriteDocumentAsync(isDryRun).ConfigureAwait(false);
        }

        session.Terminal.Tell(ids.Count == 0
            ? $"No task of {shipper} failed, {window}"
            : $"Would retry {Tasks(ids.Count)} of {shipper}, {(ids.Count + LogServiceClient.MaxTaskIdsPerRetry - 1) / LogServiceClient.MaxTaskIdsPerRetry} calls; nothing was sent");
    }

    public async Task WriteAsync(bool isWaited)
    {
        foreach (var refused in run.RefusedByError)
        {
            session.Terminal.Tell($"shipper: {Tasks(refused.Count())} not taken: {refused.Key}");
        }

        if (session.Output != OutputFormat.Table)
        {
            await WriteDocumentAsync(isDryRun: false).ConfigureAwait(false);
            return;
        }

        var screen = session.Terminal.Screen;
        screen.MarkupLine($"[bold]{shipper}[/]  {run.TakenCount} of {Tasks(run.Count)} taken");
        if (isWaited)
        {
            screen.MarkupLine(
                $"  {StackedBar.Success} {run.SucceededCount} success   {StackedBar.Running} {run.RunningCount} running   {StackedBar.Fail} {run.FailedAgain.Count} failed again"
                + (run.LostCount > 0 ? $"   {run.LostCount} no longer listed" : ""));
            WriteFailedAgain(screen);
        }
    }

    /// <summary>After an interruption, or an error that ended the whole: what was done, and what was not.</summary>
    public void TellWhatIsLeft() => session.Terminal.Tell(
        $"Done: {Tasks(run.TakenCount)} taken. Not done: {Tasks(run.UnknownCount)} not sent, or without an answer so far."
        + (run.UnknownCount > 0 ? " The same command goes on with those that still stand as failed." : ""));

    private static string Tasks(int count) => count == 1 ? "1 task" : string.Create(CultureInfo.InvariantCulture, $"{count} tasks");

    private void WriteFailedAgain(IAnsiConsole screen)
    {
        if (run.FailedAgain.Count > 0)
        {
            screen.WriteLine();
            var lines = new TaskLines(screen, window);
            lines.WriteHeading();
            foreach (var task in run.FailedAgain)
            {
                lines.Write(task);
            }

            // Last, where it is seen below however many tasks; and their lines have little room for what the service said.
            screen.WriteLine();
            screen.WriteLine("  Failures by reason");
            screen.Write(FailureTable.Of(run.FailuresAgain, window, before: null));
        }
    }

    private async Task WriteDocumentAsync(bool isDryRun)
    {
        var tasks = run.Documents(isDryRun);
        switch (session.Output)
        {
            case OutputFormat.Json:
                // Not to be cancelled: after an interruption this is what tells of it.
                await session.Data.WriteJsonAsync(new RetryDocument(shipper.ToString(), isDryRun, tasks), DocumentJson.Indented.RetryDocument, CancellationToken.None).ConfigureAwait(false);
                break;
            case OutputFormat.JsonLines:
                foreach (var task in tasks)
                {
                    await session.Data.WriteJsonLineAsync(task, DocumentJson.Line.RetriedTaskDocument).ConfigureAwait(false);
                }

                break;
            default:
                await session.Data.WriteCsvAsync(RetriedTaskDocument.Columns).ConfigureAwait(false);
                foreach (var task in tasks)
                {
                    await session.Data.WriteCsvAsync(task.ToRow()).ConfigureAwait(false);
                }

                break;
        }
    }
}
