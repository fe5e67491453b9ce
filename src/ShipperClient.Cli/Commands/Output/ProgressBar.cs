using Spectre.Console;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>A progress bar on standard error while something runs; only if that is a terminal.</summary>
internal static class ProgressBar
{
    /// <summary>Runs the work, which reports how many are done, and of how many.</summary>
    public static Task<T> RunAsync<T>(Terminal terminal, string what, Func<Action<int, int>, Task<T>> work, Func<string>? note = null)
    {
        if (!terminal.Messages.Profile.Capabilities.Ansi)
        {
            return work(static (_, _) => { });
        }

        return terminal.Messages.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new BarColumn(), new CountColumn(), new ElapsedTimeColumn(), new NoteColumn(note ?? (static () => "")))
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(what), maxValue: 1);
                return work((done, total) =>
                {
                    task.MaxValue = Math.Max(1, total);
                    task.Value = done;
                });
            });
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public static Task RunAsync(Terminal terminal, string what, Func<Action<int, int>, Task> work, Func<string>? note = null) => RunAsync(
        terminal,
        what,
        async progress =>
        {
            await work(progress).ConfigureAwait(false);
            return true;
        },
        note);
}
