using System.CommandLine;
using ShipperClient.Cli.Commands.Output;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using ShipperClient.Cli.Views;
using ShipperClient.Cli.Views.Documents;
using ShipperClient.Cli.Views.Html;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper status</c>: the health of one shipper, or of all in a Logstore or project.</summary>
internal sealed class StatusCommand : ServiceCommand
{
    private readonly Argument<string[]> _targets = new("target") { Arity = ArgumentArity.OneOrMore, Description = Strings.Get("StatusTarget") };
    private readonly Option<int?> _failOver = NumberOption.Create("--fail-over", "n", Strings.Get("StatusFailOver"), minimum: 0);
    private readonly Option<bool> _onlyFailing = Flag.Create("--only-failing", Strings.Get("StatusOnlyFailing"));
    private readonly Option<int?> _limit = NumberOption.Create("--limit", "n", Strings.Get("StatusLimit"), minimum: 1);

    public StatusCommand(GlobalOptions global, TimeProvider clock)
        : base(
            "status",
            Strings.Get("StatusDescription"),
            global,
            clock,
            output: new OutputOption(hasHtml: true),
            "shipper status my-project/my-logstore/my-shipper --endpoint cn-hangzhou.log.aliyuncs.com",
            "shipper status my-project other-project/my-logstore --last 24h --only-failing",
            "shipper status my-project --last 1h --fail-over 10 --output csv")
    {
        Arguments.Add(_targets);
        Options.Add(_onlyFailing);
        Options.Add(_limit);
        Options.Add(_failOver);
        AddCommonOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var targets = parsed.GetRequiredValue(_targets).Select(Target.Parse).Distinct().ToList();
        var window = context.ReadWindow();
        var reader = new StatusReader(context.Client);
        StatusReport? whole = null;
        Func<Action<int, int>, Task> read = async progress => whole = await reader.ReadAsync(targets, window, progress, cancellationToken).ConfigureAwait(false);
        await (targets is [{ Shipper: not null }] ? read(static (_, _) => { }) : ProgressBar.RunAsync(context.Terminal, Strings.Get("StatusProgress", string.Join(", ", targets)), read)).ConfigureAwait(false);
        await WriteAsync(whole!.Take(parsed.GetValue(_limit) ?? int.MaxValue, parsed.GetValue(_onlyFailing)), context, cancellationToken).ConfigureAwait(false);

        await KnownTargets.AddAsync(whole.Shippers.Where(static shipper => shipper.Error is null && shipper.Target.Shipper is not null).Select(static shipper => shipper.Target.Shipper!)).ConfigureAwait(false);
        LogServiceException? first = null;
        foreach (var shipper in whole.WithErrors)
        {
            first ??= shipper.Error;
            context.Terminal.WriteMessage($"shipper: {shipper.Target}: {ErrorLine.Format(shipper.Error!, Strings.Current)}");
        }

        return first is not null ? ExitCodes.From(first)
            : whole.Fail > (parsed.GetValue(_failOver) ?? int.MaxValue) ? ExitCodes.Failed
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
            case OutputFormat.Html:
                await context.Terminal.Data.WriteAsync(StatusHtml.Create(report)).ConfigureAwait(false);
                break;
            default:
                context.Terminal.Write(StatusView.Create(report, context.Terminal.Screen.Profile.Width, ScreenBudget.Unlimited));
                break;
        }
    }
}
