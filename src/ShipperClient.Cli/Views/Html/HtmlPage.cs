using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Views.Html;

/// <summary>One self-contained page: no script, nothing that is loaded from elsewhere.</summary>
internal static class HtmlPage
{
    private static readonly Lazy<string> Style = new(static () =>
    {
        using var css = new StreamReader(typeof(HtmlPage).Assembly.GetManifestResourceStream("report.css")!);
        return css.ReadToEnd();
    });

    public static string Create(string title, Window window, HtmlText body) => new HtmlText()
        .Raw($"<!DOCTYPE html>\n<html lang=\"{Strings.Current.Language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        .Element("title", null, Strings.Get("HtmlTitle", title, window))
        .Raw($"<style>\n{Style.Value}</style>\n</head>\n<body>\n")
        .Element("h1", null, title)
        .Element("p", "soft", window.ToString())
        .Raw(body.ToString())
        .Raw("</body>\n</html>\n")
        .ToString();
}
