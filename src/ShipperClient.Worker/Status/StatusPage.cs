using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using ShipperClient.Worker.Diagnostics;

namespace ShipperClient.Worker.Status;

/// <summary>The status as a page that needs no script. Every text is encoded: reasons come from the service.</summary>
internal static class StatusPage
{
    private const string Head = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="30">
        <title>Shippers</title>
        <style>
        body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem; color: #1f2328; background: #fff; }
        h1 { font-size: 1.4rem; margin: 0; } h1 + p { margin: 0 0 1rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
        dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .75rem; margin: 0; }
        dl div { border: 1px solid #d1d9e0; border-radius: .5rem; padding: .5rem .75rem; } dt { color: #59636e; font-size: .85rem; } dd { margin: 0; font-size: 1.25rem; }
        table { border-collapse: collapse; width: 100%; } th { text-align: left; font-weight: 600; color: #59636e; font-size: .85rem; }
        th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #d1d9e0; vertical-align: top; overflow-wrap: anywhere; } .n { text-align: right; white-space: nowrap; }
        .Healthy { color: #1a7f37; } .Degraded { color: #9a6700; } .Unhealthy { color: #d1242f; } .muted { color: #59636e; }
        @media (max-width: 40rem) { thead { display: none; } tr { display: block; border-bottom: 1px solid #d1d9e0; padding: .5rem 0; } td, td.n { display: block; border: 0; padding: 0; text-align: left; }
          td.n::before { content: attr(data-label) ": "; color: #59636e; } }
        @media (prefers-color-scheme: dark) { body { background: #0d1117; color: #f0f6fc; } dt, th, .muted, td.n::before { color: #9198a1; } dl div, th, td, tr { border-color: #3d444d; }
          .Healthy { color: #3fb950; } .Degraded { color: #d29922; } .Unhealthy { color: #f85149; } }
        </style>
        </head>
        <body>

        """;

    public static string Render(WorkerStatus status)
    {
        var page = new StringBuilder(Head);
        Append(page, $"<h1>Shippers: <span class=\"{status.Health}\">{status.Health}</span></h1>\n<p class=\"muted\">{status.Now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC</p>\n<dl>\n");
        Number(page, "Shippers", Text(status.Shippers));
        Number(page, "Without a pass yet", Text(status.WaitingForFirstPass));
        Number(page, "Unreachable", Text(status.Unreachable));
        Number(page, "Failed tasks", Text(status.FailedTasks));
        Number(page, "Given up", Text(status.GivenUpTasks));
        Number(page, "Oldest pass", Ago(status.Now, status.OldestPass));
        page.Append("</dl>\n");
        if (status.StateProblem is not null)
        {
            Append(page, $"<p class=\"Degraded\">Tries are not saved and would be lost at a restart: {Encode(status.StateProblem)}</p>\n");
        }

        foreach (var project in status.ThrottledProjects)
        {
            Append(page, $"<p class=\"Degraded\">{Encode(project.Project)} is throttled for {DurationText.Format(project.Until - status.Now)}.</p>\n");
        }

        Shippers(page, status);
        Instances(page, status);
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Shippers(StringBuilder page, WorkerStatus status)
    {
        page.Append("<h2>Shippers, worst first</h2>\n");
        if (status.WorstShippers.Count == 0)
        {
            page.Append("<p class=\"muted\">No shipper has been found yet.</p>\n");
            return;
        }

        page.Append("<table>\n<thead><tr><th>Shipper</th><th>Health</th><th class=\"n\">Failed</th><th class=\"n\">Given up</th><th class=\"n\">Last pass</th></tr></thead>\n<tbody>\n");
        foreach (var shipper in status.WorstShippers)
        {
            Append(page, $"<tr><td>{Encode(shipper.Shipper)}</td><td><span class=\"{shipper.Health}\">{shipper.Health}</span>: {Encode(shipper.Reason)}</td>");
            Append(page, $"<td class=\"n\" data-label=\"Failed\">{shipper.FailedTasks}</td><td class=\"n\" data-label=\"Given up\">{shipper.GivenUpTasks}</td>");
            Append(page, $"<td class=\"n\" data-label=\"Last pass\">{Ago(status.Now, shipper.LastPass)}</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
        if (status.WorstShippers.Count < status.Shippers)
        {
            Append(page, $"<p class=\"muted\">The other {status.Shippers - status.WorstShippers.Count} are not shown.</p>\n");
        }
    }

    private static void Instances(StringBuilder page, WorkerStatus status)
    {
        page.Append("<h2>Instances</h2>\n<table>\n<thead><tr><th>Instance</th><th>State</th><th class=\"n\">Last check-in</th></tr></thead>\n<tbody>\n");
        foreach (var instance in status.Instances)
        {
            Append(page, $"<tr><td>{Encode(instance.Id)}{(instance.IsThis ? " <span class=\"muted\">(this one)</span>" : "")}</td><td>{Encode(instance.State)}</td>");
            Append(page, $"<td class=\"n\" data-label=\"Last check-in\">{Ago(status.Now, instance.LastCheckIn)}</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void Number(StringBuilder page, string name, string value) => Append(page, $"<div><dt>{name}</dt><dd>{value}</dd></div>\n");

    private static string Ago(DateTimeOffset now, DateTimeOffset? then) => then is { } time ? DurationText.Format(now - time) + " ago" : "–";

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static void Append(StringBuilder page, FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture));
}
