using System.CommandLine;
using ShipperClient.Cli.Commands.Output;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using ShipperClient.Cli.Views;
using ShipperClient.Cli.Views.Documents;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper status</c>: the health of one shipper, or of all in a Logstore or project.</summary>
internal sealed class StatusCommand : ServiceCommand
{
    private readonly Argument<string> _target = new("target") { Description = "project/logstore/shipper for one in full; project or project/logstore for all its shippers, the worst first" };
    private readonly Option<int?> _failOver = NumberOption.Create("--fail-over", "n", "Exit 1 if more than n tasks failed (for cron)", minimum: 0);

    public StatusCommand(GlobalOptions global, TimeProvider clock)
        : base(
            "status",
            "Show the health of shippers: tasks by status and hour, failures by reason and what to do, lag.",
            global,
            clock,
            hasOutput: true,
            "shipper status my-project/my-logstore/my-shipper --endpoint cn-hangzhou.log.aliyuncs.com",
            "shipper status my-project --last 24h",
            "shipper status my-project --last 1h --fail-over 10 --output csv")
    {
        Arguments.Add(_target);
        Options.Add(_failOver);
        AddCommonOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var target = Target.Parse(parsed.GetRequiredValue(_target));
        var window = context.ReadWindow();
        var reader = new StatusReader(context.Client);
        var report = target.Shipper is null
            ? await ProgressBar.RunAsync(context.Terminal, $"Shippers of {target}", progress => reader.ReadAsync(target, window, progress, cancellationToken)).ConfigureAwait(false)
            : await reader.ReadAsync(target, window, static (_, _) => { }, cancellationToken).ConfigureAwait(false);
        await WriteAsync(report, context, cancellationToken).ConfigureAwait(false);

        LogServiceException? first = null;
        foreach (var shipper in report.WithErrors)
        {
            first ??= shipper.Error;
            context.Terminal.WriteMessage($"shipper: {shipper.Target}: {ErrorLine.Format(shipper.Error!)}");
        }

        return first is not null ? ExitCodes.From(first)
            : report.Fail > (parsed.GetValue(_failOver) ?? int.MaxValue) ? ExitCodes.Failed
            : ExitCodes.Success;
    }

    private static async Task WriteAsync(StatusReport report, CommandContext context, CancellationToken cancellationToken)
    {
        var documents = report.Shippers.Select(ShipperDocument.From);
        switch (context.Output)
        {
            case OutputFormat.Json:
                await context.Data.WriteJsonAsync(
                    new StatusDocument(WindowDocument.Create(report.Window), [.. documents]), DocumentJson.Indented.StatusDocument, cancellationToken).ConfigureAwait(false);
                break;
            case OutputFormat.JsonLines:
                foreach (var document in documents)
                {
                    await context.Data.WriteJsonLineAsync(document, DocumentJson.Line.ShipperDocument).ConfigureAwait(false);
                }

                break;
            case OutputFormat.Csv:
                await context.Data.WriteCsvAsync(ShipperDocument.Columns).ConfigureAwait(false);
                foreach (var document in documents)
                {
                    await context.Data.WriteCsvAsync(document.ToRow()).ConfigureAwait(false);
                }

                break;
            default:
                context.Terminal.Write(StatusView.Create(report, context.Terminal.Screen.Profile.Width, ScreenBudget.Unlimited));
                break;
        }
    }
}
