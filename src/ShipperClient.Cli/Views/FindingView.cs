using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Views;

/// <summary>A result of <c>shipper doctor</c>: a mark, what was checked, what was found, and on a line of its own what to do.</summary>
internal static class FindingView
{
    private const int SubjectWidth = 21;
    private const int Margin = 5;

    public static IRenderable Create(Finding finding, int width)
    {
        var (mark, color) = finding.IsGood switch
        {
            true => (Strings.Get("DoctorOk"), Color.Green),
            false => (Strings.Get("DoctorFail"), Color.Red),
            null => ("-", Color.Default),
        };
        var detail = WordWrap.Split(TextSanitizer.Sanitize(finding.Detail), width - Margin - SubjectWidth - 2);
        List<IRenderable> rows = [new Paragraph(CellWidth.Pad(mark, Margin), new Style(color)).Append($"{CellWidth.Pad(finding.Subject, SubjectWidth)}  {detail[0]}")];
        rows.AddRange(detail.Skip(1).Select(static line => new Text($"{new string(' ', Margin + SubjectWidth + 2)}{line}")));
        if (finding.Error is { } error)
        {
            rows.AddRange(WordWrap.Split(ErrorLine.Format(error, Strings.Current), width - Margin).Select(static line => new Text($"     {line}")));
        }

        return new Rows(rows);
    }
}
