using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>"12/36" after a progress bar.</summary>
internal sealed class CountColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(string.Create(CultureInfo.InvariantCulture, $"{task.Value:0}/{task.MaxValue:0}"));
}
