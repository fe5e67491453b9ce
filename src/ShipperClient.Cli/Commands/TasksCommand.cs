using System.CommandLine;
using ShipperClient.Cli.Errors;
using ShipperClient.Cli.Output;
using ShipperClient.Cli.Screens;
using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper tasks</c>: the tasks, written as they come.</summary>
internal sealed class TasksCommand : ServiceCommand
{
    private readonly Argument<string> _target = new("target") { Description = "project/logstore/shipper" };
    private readonly Option<string?> _status = new Option<string?>("--status")
    {
        HelpName = "success|running|fail",
        Description = "Only the tasks of this status",
    }.AcceptOnlyFromAmong("success", "running", "fail");

    private readonly Option<int?> _limit = NumberOption.Create("--limit", "n", "No more than n tasks", minimum: 1);

    public TasksCommand(GlobalOptions global, TimeProvider clock)
        : base(
            "tasks",
            "List a shipper's tasks as they come.",
            global,
            clock,
            hasOutput: true,
            "shipper tasks my-project/my-logstore/my-shipper --status fail",
            "shipper tasks my-project/my-logstore/my-shipper --from 2026-01-15T04:00:00+08:00 --to now-1h --limit 20",
            "shipper tasks my-project/my-logstore/my-shipper --last 24h --output jsonl | jq -r .message | sort | uniq -c")
    {
        Arguments.Add(_target);
        Options.Add(_status);
        Options.Add(_limit);
        AddCommonOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var window = session.ReadWindow();
        var limit = parsed.GetValue(_limit) ?? int.MaxValue;
        var query = new ShipperStatusQuery(Target.ParseShipper(parsed.GetRequiredValue(_target)), window.From, window.To)
        {
            Status = parsed.GetValue(_status) is { } status ? Enum.Parse<ShipperTaskStatus>(status, ignoreCase: true) : null,
            Size = Math.Min(limit, ShipperStatusQuery.MaxSize),
        };
        var tasks = FlushAtEachWaitAsync(session.Client.ListShipperTasksAsync(query, cancellationToken).Take(limit), session.Terminal.Data);
        await WriteAsync(query, tasks, window, session, cancellationToken).ConfigureAwait(false);
        return ExitCodes.Fine;
    }

    /// <summary>The same tasks; what was written of them is shown before the next page is waited for.</summary>
    private static async IAsyncEnumerable<ShipperTask> FlushAtEachWaitAsync(IAsyncEnumerable<ShipperTask> tasks, TextWriter data)
    {
        var enumerator = tasks.GetAsyncEnumerator(CancellationToken.None);
        await using var disposal = enumerator.ConfigureAwait(false);
        while (true)
        {
            var next = enumerator.MoveNextAsync();
            if (!next.IsCompleted)
            {
                await data.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }

            if (!await next.ConfigureAwait(false))
            {
                yield break;
            }

            yield return enumerator.Current;
        }
    }

    private static async Task WriteAsync(ShipperStatusQuery query, IAsyncEnumerable<ShipperTask> tasks, Window window, Session session, CancellationToken cancellationToken)
    {
        switch (session.Output)
        {
            case OutputFormat.Json:
                var document = new TaskListDocument(query.Shipper.ToString(), WindowDocument.Of(window), tasks.Select(TaskDocument.Of));
                await session.Data.WriteJsonAsync(document, DocumentJson.Indented.TaskListDocument, cancellationToken).ConfigureAwait(false);
                break;
            case OutputFormat.JsonLines:
                await foreach (var task in tasks.ConfigureAwait(false))
                {
                    await session.Data.WriteJsonLineAsync(TaskDocument.Of(task), DocumentJson.Line.TaskDocument).ConfigureAwait(false);
                }

                break;
            case OutputFormat.Csv:
                await session.Data.WriteCsvAsync(TaskDocument.Columns).ConfigureAwait(false);
                await foreach (var task in tasks.ConfigureAwait(false))
                {
                    await session.Data.WriteCsvAsync(TaskDocument.Of(task).ToRow()).ConfigureAwait(false);
                }

                break;
            default:
                await WriteLinesAsync(query, tasks, window, session).ConfigureAwait(false);
                break;
        }
    }

    private static async Task WriteLinesAsync(ShipperStatusQuery query, IAsyncEnumerable<ShipperTask> tasks, Window window, Session session)
    {
        var lines = new TaskLines(session.Terminal.Screen, window);
        var count = 0;
        await foreach (var task in tasks.ConfigureAwait(false))
        {
            if (count++ == 0)
            {
                lines.WriteHeading();
            }

            lines.Write(task);
        }

        session.Terminal.Tell(string.Create(CultureInfo.InvariantCulture, $"{count} tasks of {query.Shipper}, {window}"));
    }
}
