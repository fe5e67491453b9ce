using ShipperClient.Cli.Output;
using ShipperClient.Cli.Settings;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Screens;

/// <summary>
/// Tasks, a line each, so that they can be written as they come; the last column is cut to what the screen has room for, and stands on a line of its own where
/// that is next to nothing.
/// </summary>
internal sealed class TaskLines(IAnsiConsole screen, Window window)
{
    private const int StatusWidth = 7;
    private const int IdWidth = 32;
    private const int NarrowestWhy = 20;
    private const string Gap = "  ";
    private const string Indent = "    ";

    // "01-15 04:00:00"
    private const int TimeWidth = 14;

    public void WriteHeading() => Write("Created", "Status", "Id", "Reason and message", Color.Default);

    public void Write(ShipperTask task) => Write(window.Clock(task.CreatedAt), TaskDocument.StatusWord(task.Status), task.Id, Why(task), ColorOf(task.Status));

    private static string Why(ShipperTask task) => (task.FailureReason, task.Message) switch
    {
        (ShipperFailureReason.None, var message) => message ?? "",
        (var reason, null) => reason.ToString(),
        (ShipperFailureReason.Unknown, { } message) => message,
        var (reason, message) => $"{reason}: {message}",
    };

    private static Color ColorOf(ShipperTaskStatus status) => status switch
    {
        ShipperTaskStatus.Fail => Color.Red,
        ShipperTaskStatus.Running => Color.Yellow,
        ShipperTaskStatus.Success => Color.Green,
        _ => Color.Default,
    };

    private static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Cells(text)));

    private static int Cells(string text) => new Segment(text).CellCount();

    private static string Cut(string text, int width)
    {
        if (Cells(text) <= width)
        {
            return text;
        }

        // Spectre lets the last character stand over the edge where it takes two cells.
        var cut = Segment.Truncate(new Segment(text), width - 1)!.Text;
        return (Cells(cut) < width ? cut : cut[..^1]) + "…";
    }

    private string Row(string id, string why, int left) => why.Length == 0 ? id
        : left < NarrowestWhy ? $"{id}\n{Indent}{Cut(why, screen.Profile.Width - Indent.Length)}"
        : $"{Pad(id, IdWidth)}{Gap}{Cut(why, left)}".TrimEnd();

    private void Write(string created, string status, string id, string why, Color color)
    {
        // An id is never cut: it is there to be copied.
        id = CleanText.Of(id);
        why = CleanText.Of(why);
        var left = screen.Profile.Width - TimeWidth - StatusWidth - (3 * Gap.Length) - Math.Max(IdWidth, Cells(id));
        // No markup: it would make an emoji of what stands between two colons, as in acs:ram::1234567890123456:role/name.
        screen.Write(new Paragraph($"{Pad(created, TimeWidth)}{Gap}")
            .Append(Pad(status, StatusWidth), new Style(color))
            .Append($"{Gap}{Row(id, why, left)}\n"));
    }
}
