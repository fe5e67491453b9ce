using System.Net;
using System.Text;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Views.Html;

/// <summary>Writes HTML; every text is sanitized and encoded, so that a message of the service stays text.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _html = new();

    public static string Encode(string text) => WebUtility.HtmlEncode(TextSanitizer.Sanitize(text));

    /// <summary>Adds HTML that this command wrote itself.</summary>
    public HtmlText Raw(string html)
    {
        _html.Append(html);
        return this;
    }

    /// <summary>Adds an element with a text.</summary>
    public HtmlText Element(string tag, string? cssClass, string text)
    {
        _html.Append('<').Append(tag);
        if (cssClass is not null)
        {
            _html.Append(CultureInfo.InvariantCulture, $" class=\"{cssClass}\"");
        }

        _html.Append('>').Append(Encode(text)).Append(CultureInfo.InvariantCulture, $"</{tag}>\n");
        return this;
    }

    public HtmlText Heading(string text) => Element("h2", null, text);

    /// <summary>Adds a table; a class of a column is that of its cells, and "number" aligns them to the right.</summary>
    public HtmlText Table(IReadOnlyList<(string Heading, string? CssClass)> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Raw("<div class=\"scroll\"><table>\n<thead><tr>\n");
        foreach (var (heading, cssClass) in columns)
        {
            Element("th", cssClass == "number" ? cssClass : null, heading);
        }

        Raw("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            Raw("<tr>\n");
            for (var i = 0; i < columns.Count; i++)
            {
                // On a narrow screen a cell stands on a line of its own, after its heading.
                var cssClass = columns[i].CssClass is { } name ? $" class=\"{name}\"" : "";
                Raw($"<td{cssClass} data-heading=\"{Encode(columns[i].Heading)}\">{Encode(row[i])}</td>\n");
            }

            Raw("</tr>\n");
        }

        return Raw("</tbody></table></div>\n");
    }

    public HtmlText Totals(IEnumerable<(string Value, string Label, string? CssClass)> totals)
    {
        Raw("<ul class=\"totals\">\n");
        foreach (var (value, label, cssClass) in totals)
        {
            Raw("<li>").Element("b", cssClass, value).Raw(Encode(label)).Raw("</li>\n");
        }

        return Raw("</ul>\n");
    }

    public override string ToString() => _html.ToString();
}
