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
            body.Heading("Tasks by hour").Raw(HourChart.Create(health.Timeline!, report.Window));
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

        body.Heading("Failures by reason").Table(
            [("Failed", "number"), ("Reason", null), ("Newest", null), ("Message", "message"), ("What to do", "advice")],
            failures.Select(failure => (string[])
            [
                failure.Count.ToString(CultureInfo.InvariantCulture),
                failure.Reason.ToString(),
                window.Hour(failure.NewestAt),
                failure.SampleMessage is not { } message ? "" : failure.DistinctMessages > 1 ? $"e.g. {message} ({failure.DistinctMessages} different messages)" : message,
                RemediationAdvice.For(failure.Reason),
            ]));
    }

    private static void Totals(HtmlText body, ShipperTaskStatistics counts, TimeSpan? lag)
    {
        List<(string, string, string?)> totals =
        [
            ($"{counts.Success + counts.Running + counts.Fail}", "tasks", null), ($"{counts.Success}", "success", "success"), ($"{counts.Running}", "running", "running"), ($"{counts.Fail}", "fail", "fail"),
        ];
        if (lag is { } time)
        {
            totals.Add((Duration.About(time), "lag", null));
        }

        body.Totals(totals);
    }

    private static void Times(HtmlText body, ShipperHealth health, Window window)
    {
        body.Heading("Times");
        foreach (var (name, time) in ((string, DateTimeOffset?)[])[("Last data", health.LastDataReceivedAt), ("Newest success", health.NewestSuccessAt), ("Oldest failure", health.OldestFailureAt)])
        {
            body.Element("p", null, $"{name}: {(time is { } moment ? window.Hour(moment) : "none in this window")}");
        }
    }

    private static void Shippers(HtmlText body, StatusReport report)
    {
        body.Heading("Shippers, the worst first").Table(
            [("Shipper", "name"), ("Success", "number"), ("Running", "number"), ("Fail", "number"), ("Lag", "number"), ("Top reason", null), ("What to do", "advice")],
            report.Shippers.Select(static shipper => shipper.Health is { } health
                ? (string[])
                [
                    shipper.Target.ToString(),
                    $"{health.Statistics.Success}",
                    $"{health.Statistics.Running}",
                    $"{health.Statistics.Fail}",
                    health.Lag is { } lag ? Duration.About(lag) : "-",
                    health.Failures is [var most, ..] ? most.Reason.ToString() : "",
                    health.Failures is [var top, ..] ? RemediationAdvice.For(top.Reason) : "",
                ]
                : [shipper.Target.ToString(), "?", "?", "?", "?", ErrorWord.Format(shipper.Error!), ErrorLine.Format(shipper.Error!)]));
        if (report.HiddenCount > 0)
        {
            body.Element("p", "soft", $"{report.HiddenCount} more not shown");
        }
    }
}
