using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>The bar of a progress, which shows without colors too how far it is.</summary>
internal sealed class BarColumn : ProgressColumn
{
    private const int Cells = 30;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var done = (int)(task.Value / task.MaxValue * Cells);
        return new Paragraph(new string('█', done), new Style(Color.Green)).Append(new string('░', Cells - done));
    }
}
