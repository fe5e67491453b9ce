using ShipperClient.Cli.Output;
using Spectre.Console;

namespace ShipperClient.Cli.Screens;

/// <summary>A progress bar on standard error while something runs; where that is no terminal, there is none.</summary>
internal static class Bar
{
    /// <summary>Runs the work. What it is given takes how many are done, and of how many.</summary>
    public static Task<T> RunAsync<T>(Terminal terminal, string what, Func<Action<int, int>, Task<T>> work)
    {
        if (!terminal.Messages.Profile.Capabilities.Ansi)
        {
            return work(static (_, _) => { });
        }

        return terminal.Messages.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new CountColumn())
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
}
