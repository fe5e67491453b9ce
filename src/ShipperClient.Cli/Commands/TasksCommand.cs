using System.CommandLine;
using ShipperClient.Cli.Commands.Output;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using ShipperClient.Cli.Views;
using ShipperClient.Cli.Views.Documents;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper tasks</c>: the tasks, written as they come.</summary>
internal sealed class TasksCommand : ServiceCommand
{
    private readonly Argument<string> _target = new("target") { Description = "project/logstore/shipper" };
    private readonly Option<string?> _status = Choice.From(new Option<string?>("--status")
    {
        HelpName = "success|running|fail",
        Description = Strings.Get("TasksStatus"),
    }, "success", "running", "fail");

    private readonly FilterOptions _filter = new();
    private readonly Option<bool> _newest = Flag.Create("--newest", Strings.Get("TasksNewest"));
    private readonly Option<int?> _limit = NumberOption.Create("--limit", "n", Strings.Get("TasksLimit"), minimum: 1);

    public TasksCommand(GlobalOptions global, TimeProvider clock)
        : base(
            "tasks",
            Strings.Get("TasksDescription"),
            global,
            clock,
            output: new OutputOption(hasHtml: false),
            "shipper tasks my-project/my-logstore/my-shipper --status fail",
            "shipper tasks my-project/my-logstore/my-shipper --from 2026-01-15T04:00:00+08:00 --to now-1h --limit 20",
            "shipper tasks my-project/my-logstore/my-shipper --last 24h --output jsonl | jq -r .message | sort | uniq -c")
    {
        Arguments.Add(_target);
        Options.Add(_status);
        _filter.AddTo(this);
        Options.Add(_newest);
        Options.Add(_limit);
        AddCommonOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var window = context.ReadWindow();
        var limit = parsed.GetValue(_limit) ?? int.MaxValue;
        var query = new ShipperStatusQuery(Target.ParseShipper(parsed.GetRequiredValue(_target)), window.From, window.To)
        {
            Status = parsed.GetValue(_status) is { } status ? Enum.Parse<ShipperTaskStatus>(status, ignoreCase: true) : null,
        };
        var filter = new TaskFilter(_filter.ReadReasons(parsed), _filter.ReadMessage(parsed), _filter.ReadCode(parsed));
        // Only failed tasks have a reason.
        query = filter.Reasons is null ? query : query with { Status = query.Status ?? ShipperTaskStatus.Fail };
        var listing = new TaskListing(context.Client, query, filter, limit, parsed.GetValue(_newest));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tasks = FlushAtEachWaitAsync(listing.ReadAsync(ending.Token), context.Terminal.Data, ending);
        if (context.Output == OutputFormat.Table)
        {
            var count = await WriteLinesAsync(tasks, window, context).ConfigureAwait(false);
            var total = await listing.GetTotalAsync(count, cancellationToken).ConfigureAwait(false);
            context.Terminal.WriteMessage(total > count
                ? Strings.Get("TasksPartCount", count, Plural.Tasks(total.Value), query.Shipper, window)
                : Strings.Get("TasksCount", Plural.Tasks(count), query.Shipper, window));
        }
        else
        {
            await WriteAsync(query, tasks, window, context, cancellationToken).ConfigureAwait(false);
        }

        return ExitCodes.Success;
    }

    /// <summary>The same tasks; what was written of them is flushed before the next page is awaited.</summary>
    private static async IAsyncEnumerable<ShipperTask> FlushAtEachWaitAsync(IAsyncEnumerable<ShipperTask> tasks, TextWriter data, CancellationTokenSource ending)
    {
        var enumerator = tasks.GetAsyncEnumerator(CancellationToken.None);
        await using var disposal = enumerator.ConfigureAwait(false);
        while (true)
        {
            var next = enumerator.MoveNextAsync().AsTask();
            if (!next.IsCompleted)
            {
                await FlushAsync(data, next, ending).ConfigureAwait(false);
            }

            if (!await next.ConfigureAwait(false))
            {
                yield break;
            }

            yield return enumerator.Current;
        }
    }

    private static async Task FlushAsync(TextWriter data, Task page, CancellationTokenSource ending)
    {
        try
        {
            await data.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The reader has gone, or the disk is full. An enumeration can only be ended between two pages.
            await ending.CancelAsync().ConfigureAwait(false);
            await page.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private static async Task WriteAsync(ShipperStatusQuery query, IAsyncEnumerable<ShipperTask> tasks, Window window, CommandContext context, CancellationToken cancellationToken)
    {
        switch (context.Output)
        {
            case OutputFormat.Json:
                var document = new TaskListDocument(query.Shipper.ToString(), WindowDocument.Create(window), tasks.Select(TaskDocument.From));
                await context.Data.WriteJsonAsync(document, DocumentJson.Indented.TaskListDocument, cancellationToken).ConfigureAwait(false);
                break;
            case OutputFormat.JsonLines:
                await foreach (var task in tasks.ConfigureAwait(false))
                {
                    await context.Data.WriteJsonLineAsync(TaskDocument.From(task), DocumentJson.Line.TaskDocument).ConfigureAwait(false);
                }

                break;
            default:
                await context.Data.WriteCsvAsync(TaskDocument.Columns).ConfigureAwait(false);
                await foreach (var task in tasks.ConfigureAwait(false))
                {
                    await context.Data.WriteCsvAsync(TaskDocument.From(task).ToRow()).ConfigureAwait(false);
                }

                break;
        }
    }

    private static async Task<int> WriteLinesAsync(IAsyncEnumerable<ShipperTask> tasks, Window window, CommandContext context)
    {
        var width = context.Terminal.Screen.Profile.Width;
        var count = 0;
        await foreach (var task in tasks.ConfigureAwait(false))
        {
            if (count++ == 0)
            {
                context.Terminal.Write(TaskLine.CreateHeading(width));
            }

            context.Terminal.Write(TaskLine.Create(task, window, width));
        }

        return count;
    }
}
