using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>A remark after a progress bar that changes while it is shown, such as the time of the last poll.</summary>
internal sealed class NoteColumn(Func<string> note) : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(note());
}
