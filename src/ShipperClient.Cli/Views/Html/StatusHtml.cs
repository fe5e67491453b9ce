using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Views.Html;

/// <summary>The page of <c>shipper status</c>, for a handover: one shipper in full, or the table of many.</summary>
internal static class StatusHtml
{
    public static string Create(StatusReport report)
    {
        var body = new HtmlText();
        if (report.Single is { Health: { } health })
        {
            Totals(body, health.Statistics, health.Lag);
            body.Heading(Strings.Get("HtmlHours")).Raw(HourChart.Create(health.Timeline!, report.Window));
            Failures(body, health.Failures, report.Window);
            Times(body, health, report.Window);
        }
        else
        {
            var all = report.Shippers.Where(static shipper => shipper.Health is not null).Select(static shipper => shipper.Health!.Statistics).ToList();
            Totals(body, new ShipperTaskStatistics(all.Sum(static counts => counts.Running), all.Sum(static counts => counts.Success), all.Sum(static counts => counts.Fail)), lag: null);
            Shippers(body, report);
        }

        return HtmlPage.Create(string.Join(", ", report.Targets), report.Window, body);
    }

    /// <summary>Failures by reason, each with what to do.</summary>
    public static void Failures(HtmlText body, IReadOnlyList<FailureGroup> failures, Window window)
    {
        if (failures.Count == 0)
        {
            return;
        }

        body.Heading(Strings.Get("FailuresByReason")).Table(
            [(Strings.Get("ColumnFailed"), "number"), (Strings.Get("ColumnReason"), null), (Strings.Get("ColumnNewest"), null), (Strings.Get("ColumnMessage"), "message"), (Strings.Get("ColumnAdvice"), "advice")],
            failures.Select(failure => (string[])
            [
                failure.Count.ToString(CultureInfo.InvariantCulture),
                failure.Reason.ToString(),
                window.Hour(failure.NewestAt),
                failure.SampleMessage is not { } message ? "" : failure.DistinctMessages > 1 ? Strings.Get("FailureSample", message, failure.DistinctMessages) : message,
                RemediationAdvice.For(failure.Reason, Strings.Current),
            ]));
    }

    private static void Totals(HtmlText body, ShipperTaskStatistics counts, TimeSpan? lag)
    {
        List<(string, string, string?)> totals =
        [
            ($"{counts.Success + counts.Running + counts.Fail}", Strings.Get("HtmlTasks"), null), ($"{counts.Success}", Strings.Get("StatusSuccess"), "success"), ($"{counts.Running}", Strings.Get("StatusRunning"), "running"), ($"{counts.Fail}", Strings.Get("StatusFail"), "fail"),
        ];
        if (lag is { } time)
        {
            totals.Add((Duration.About(time), Strings.Get("HtmlLag"), null));
        }

        body.Totals(totals);
    }

    private static void Times(HtmlText body, ShipperHealth health, Window window)
    {
        body.Heading(Strings.Get("HtmlTimes"));
        foreach (var (name, time) in ((string, DateTimeOffset?)[])[(Strings.Get("HtmlLastData"), health.LastDataReceivedAt), (Strings.Get("HtmlNewestSuccess"), health.NewestSuccessAt), (Strings.Get("HtmlOldestFailure"), health.OldestFailureAt)])
        {
            body.Element("p", null, Strings.Get("HtmlTime", name, time is { } moment ? window.Hour(moment) : Strings.Get("HtmlNoTime")));
        }
    }

    private static void Shippers(HtmlText body, StatusReport report)
    {
        body.Heading(Strings.Get("HtmlShippers")).Table(
            [
                (Strings.Get("ColumnShipper"), "name"), (Strings.Get("ColumnSuccess"), "number"), (Strings.Get("ColumnRunning"), "number"), (Strings.Get("ColumnFail"), "number"),
                (Strings.Get("ColumnLag"), "number"), (Strings.Get("ColumnTopReason"), null), (Strings.Get("ColumnAdvice"), "advice"),
            ],
            report.Shippers.Select(static shipper => shipper.Health is { } health
                ? (string[])
                [
                    shipper.Target.ToString(),
                    $"{health.Statistics.Success}",
                    $"{health.Statistics.Running}",
                    $"{health.Statistics.Fail}",
                    health.Lag is { } lag ? Duration.About(lag) : "-",
                    health.Failures is [var most, ..] ? most.Reason.ToString() : "",
                    health.Failures is [var top, ..] ? RemediationAdvice.For(top.Reason, Strings.Current) : "",
                ]
                : [shipper.Target.ToString(), "?", "?", "?", "?", ErrorWord.Format(shipper.Error!), ErrorLine.Format(shipper.Error!, Strings.Current)]));
        if (report.HiddenCount > 0)
        {
            body.Element("p", "soft", Strings.Get("HtmlHidden", report.HiddenCount));
        }
    }
}
