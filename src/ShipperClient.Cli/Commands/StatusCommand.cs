using System.CommandLine;
using ShipperClient.Cli.Errors;
using ShipperClient.Cli.Output;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Screens;
using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper status</c>: how one shipper fares, or all of a Logstore or project.</summary>
internal sealed class StatusCommand : ServiceCommand
{
    private readonly Argument<string> _target = new("target") { Description = "project/logstore/shipper for one in full; project or project/logstore for all there, the worst first" };
    private readonly Option<int?> _failOver = NumberOption.Create("--fail-over", "n", "End with 1 when more than n tasks failed: for cron", minimum: 0);

    public StatusCommand(GlobalOptions global, TimeProvider clock)
        : base(
            "status",
            "Show how shippers fare: tasks by status, hour by hour, failures by reason and what to do, lag.",
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

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var target = Target.Parse(parsed.GetRequiredValue(_target));
        var window = session.ReadWindow();
        var reader = new StatusReader(session.Client);
        var report = target.Shipper is null
            ? await Bar.RunAsync(session.Terminal, $"Shippers of {target}", progress => reader.ReadAsync(target, window, progress, cancellationToken)).ConfigureAwait(false)
            : await reader.ReadAsync(target, window, static (_, _) => { }, cancellationToken).ConfigureAwait(false);
        await WriteAsync(report, session, cancellationToken).ConfigureAwait(false);

        LogServiceException? first = null;
        foreach (var shipper in report.WithErrors)
        {
            first ??= shipper.Error;
            session.Terminal.Tell($"shipper: {shipper.Shipper}: {ErrorLine.Of(shipper.Error!)}");
        }

        return first is not null ? ExitCodes.Of(first)
            : report.Fail > (parsed.GetValue(_failOver) ?? int.MaxValue) ? ExitCodes.Failed
            : ExitCodes.Fine;
    }

    private static async Task WriteAsync(StatusReport report, Session session, CancellationToken cancellationToken)
    {
        var documents = report.Shippers.Select(ShipperDocument.Of);
        switch (session.Output)
        {
            case OutputFormat.Json:
                await session.Data.WriteJsonAsync(
                    new StatusDocument(WindowDocument.Of(report.Window), [.. documents]), DocumentJson.Indented.StatusDocument, cancellationToken).ConfigureAwait(false);
                break;
            case OutputFormat.JsonLines:
                foreach (var document in documents)
                {
                    await session.Data.WriteJsonLineAsync(document, DocumentJson.Line.ShipperDocument).ConfigureAwait(false);
                }

                break;
            case OutputFormat.Csv:
                await session.Data.WriteCsvAsync(ShipperDocument.Columns).ConfigureAwait(false);
                foreach (var document in documents)
                {
                    await session.Data.WriteCsvAsync(document.ToRow()).ConfigureAwait(false);
                }

                break;
            default:
                session.Terminal.Screen.Write(StatusView.Of(report, session.Terminal.Screen.Profile.Width, Room.Unlimited));
                break;
        }
    }
}
