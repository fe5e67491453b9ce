using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Views;

/// <summary>The lines of a view without blanks at their ends, each with a line break.</summary>
internal sealed class TrimmedLines(IRenderable view) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => view.Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in Segment.SplitLines(view.Render(options, maxWidth)))
        {
            var last = line.FindLastIndex(static segment => !segment.IsControlCode && !string.IsNullOrWhiteSpace(segment.Text));
            for (var i = 0; i < line.Count; i++)
            {
                if (i < last || line[i].IsControlCode)
                {
                    yield return line[i];
                }
                else if (i == last)
                {
                    yield return new Segment(line[i].Text.TrimEnd(), line[i].Style);
                }
            }

            yield return Segment.LineBreak;
        }
    }
}
