using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Views;

/// <summary>
/// A task on a line of its own, so that tasks can be written as they come. The last column is cut to the width of the screen, and moves to a second line if
/// there is next to nothing left for it.
/// </summary>
internal static class TaskLine
{
    private const int StatusWidth = 7;
    private const int IdWidth = 32;
    private const int NarrowestWhy = 20;
    private const string Gap = "  ";
    private const string Indent = "    ";

    // "01-15 04:00:00"
    private const int TimeWidth = 14;

    public static IRenderable CreateHeading(int width) => Create(Strings.Get("TaskCreated"), Strings.Get("TaskStatus"), Strings.Get("TaskId"), Strings.Get("TaskWhy"), Color.Default, width);

    public static IRenderable Create(ShipperTask task, Window window, int width) =>
        Create(window.Clock(task.CreatedAt), StatusOf(task.Status), task.Id, Why(task), ColorOf(task.Status), width);

    private static Paragraph Create(string created, string status, string id, string why, Color color, int width)
    {
        // An id is never cut: it is there to be copied.
        id = TextSanitizer.Sanitize(id);
        why = TextSanitizer.Sanitize(why);
        var left = width - TimeWidth - StatusWidth - (3 * Gap.Length) - Math.Max(IdWidth, Cells(id));
        // No markup: it would turn what stands between two colons into an emoji, as in acs:ram::1234567890123456:role/name.
        return new Paragraph($"{Pad(created, TimeWidth)}{Gap}").Append(Pad(status, StatusWidth), new Style(color)).Append($"{Gap}{IdAndWhy(id, why, left, width)}");
    }

    private static string IdAndWhy(string id, string why, int left, int width) => why.Length == 0 ? id
        : left < NarrowestWhy ? $"{id}\n{Indent}{Cut(why, width - Indent.Length)}"
        : $"{Pad(id, IdWidth)}{Gap}{Cut(why, left)}".TrimEnd();

    private static string Why(ShipperTask task) => (task.FailureReason, task.Message) switch
    {
        (ShipperFailureReason.None, var message) => message ?? "",
        (var reason, null) => reason.ToString(),
        (ShipperFailureReason.Unknown, { } message) => message,
        var (reason, message) => $"{reason}: {message}",
    };

    private static string StatusOf(ShipperTaskStatus status) => Strings.Get(status switch
    {
        ShipperTaskStatus.Fail => "StatusFail",
        ShipperTaskStatus.Running => "StatusRunning",
        ShipperTaskStatus.Success => "StatusSuccess",
        _ => "StatusUnknown",
    });

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

        // Spectre lets the last character stand over the edge if it takes two cells.
        var cut = Segment.Truncate(new Segment(text), width - 1)!.Text;
        return (Cells(cut) < width ? cut : cut[..^1]) + "…";
    }
}
