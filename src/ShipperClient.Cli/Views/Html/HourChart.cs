using System.Text;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Views.Html;

/// <summary>The tasks hour by hour as a chart in SVG: a stacked column an hour, the failures at the top.</summary>
internal static class HourChart
{
    private const int Width = 720;
    private const int Height = 160;
    private const int LabelHeight = 18;
    private const int LabelWidth = 90;
    private const int MostLabels = 6;

    public static string Create(IReadOnlyList<HourCount> hours, Window window)
    {
        var most = Math.Max(1, hours.Max(static hour => hour.Total));
        var step = (double)Width / hours.Count;
        var labelEvery = (hours.Count + MostLabels - 1) / MostLabels;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height + LabelHeight}\" role=\"img\" aria-label=\"{Strings.Get("HtmlChart", most)}\">\n");
        for (var i = 0; i < hours.Count; i++)
        {
            var hour = hours[i];
            var bottom = (double)Height;
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{HtmlText.Encode(Strings.Get("HtmlChartHour", window.Hour(hour.From), hour.Success, hour.Running, hour.Fail))}</title>");
            foreach (var (cssClass, count) in ((string, int)[])[("success", hour.Success), ("running", hour.Running), ("fail", hour.Fail)])
            {
                // A single failure among thousands is seen.
                var height = count == 0 ? 0 : Math.Max(2, (double)count / most * (Height - 6));
                bottom -= height;
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{cssClass}\" x=\"{i * step:0.#}\" y=\"{bottom:0.#}\" width=\"{Math.Max(1, step - 3):0.#}\" height=\"{height:0.#}\"/>");
            }

            svg.Append("</g>\n");
            if (i % labelEvery == 0)
            {
                // A label near the end stands before it, so that it is not cut.
                var (x, anchor) = Width - (i * step) < LabelWidth ? (Width, "end") : (i * step, "start");
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{Height + 14}\" text-anchor=\"{anchor}\">{HtmlText.Encode(window.Hour(hour.From))}</text>\n");
            }
        }

        return svg.Append("</svg>\n").ToString();
    }
}
