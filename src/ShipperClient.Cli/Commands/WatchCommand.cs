using System.CommandLine;
using ShipperClient.Cli.Commands.Output;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using ShipperClient.Cli.Views;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper watch</c>: refreshes the screen of <c>status</c>. Ctrl-C is the way to end it, so that is a success.</summary>
internal sealed class WatchCommand : ServiceCommand
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(30);

    private readonly Argument<string> _target = new("target") { Description = Strings.Get("WatchTarget") };
    private readonly Option<TimeSpan?> _interval = TimeOption.Create("--interval", Strings.Get("WatchInterval"), TimeSpan.FromDays(1));
    private readonly Option<bool> _exitWhenDone = Flag.Create("--exit-when-done", Strings.Get("WatchExitWhenDone"));
    private readonly Option<int?> _failOver = NumberOption.Create("--fail-over", "n", Strings.Get("WatchFailOver"), minimum: 0);
    private readonly TimeProvider _clock;

    public WatchCommand(GlobalOptions global, TimeProvider clock)
        : base(
            "watch",
            Strings.Get("WatchDescription"),
            global,
            clock,
            output: null,
            "shipper watch my-project/my-logstore/my-shipper --interval 1m",
            "shipper watch my-project --last 1h")
    {
        _clock = clock;
        Arguments.Add(_target);
        Options.Add(_interval);
        Options.Add(_exitWhenDone);
        Options.Add(_failOver);
        AddCommonOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var target = Target.Parse(parsed.GetRequiredValue(_target));
        var interval = parsed.GetValue(_interval) ?? DefaultInterval;
        var screen = context.Terminal.Screen;
        var end = new EndOfWatch(parsed.GetValue(_exitWhenDone), parsed.GetValue(_failOver) ?? int.MaxValue);
        try
        {
            if (screen.Profile.Capabilities.Ansi)
            {
                return await screen.Live(new Text("")).StartAsync(display => RefreshAsync(target, interval, end, context, display.UpdateTarget, cancellationToken)).ConfigureAwait(false);
            }

            return await RefreshAsync(target, interval, end, context, context.Terminal.Write, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The last screen stays.
            return ExitCodes.Success;
        }
    }

    private async Task<int> RefreshAsync(Target target, TimeSpan interval, EndOfWatch end, CommandContext context, Action<IRenderable> show, CancellationToken cancellationToken)
    {
        var reader = new StatusReader(context.Client);
        StatusReport? last = null;
        using var resizes = new TerminalResizes(context.Terminal.Screen);
        while (true)
        {
            var before = last;
            string? error = null;
            try
            {
                last = await reader.ReadAsync([target], context.ReadWindow(), static (_, _) => { }, cancellationToken).ConfigureAwait(false);
            }
            catch (LogServiceException exception) when (exception.IsTransient && last is not null)
            {
                // It may pass, and the last screen is worth more than the end of the watch.
                error = ErrorLine.Format(exception, Strings.Current);
            }

            void Draw()
            {
                show(Fitted(context.Terminal.Screen, (width, budget) => Screen(last, before, interval, error, width, budget)));
                context.Terminal.Data.Flush();
            }

            Draw();
            if (last.Fail > end.FailOver)
            {
                return ExitCodes.Failed;
            }

            if (end.WhenDone && error is null && last.Running == 0)
            {
                return ExitCodes.Success;
            }

            await resizes.WaitAsync(interval, _clock, Draw, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>As much as the terminal has lines for: the top is read first, and would be the first to scroll away. A pipe has lines for all.</summary>
    private static Rows Fitted(IAnsiConsole screen, Func<int, ScreenBudget, Rows> draw)
    {
        if (!screen.Profile.Capabilities.Ansi)
        {
            return draw(screen.Profile.Width, ScreenBudget.Unlimited);
        }

        var (width, height) = (screen.Profile.Width, screen.Profile.Height);
        var options = RenderOptions.Create(screen, screen.Profile.Capabilities);
        var budget = new ScreenBudget(height, height);
        var rows = draw(width, budget);
        while (Segment.SplitLines(((IRenderable)rows).Render(options, width)).Count > height && budget.Reduce() is { } reduced)
        {
            budget = reduced;
            rows = draw(width, budget);
        }

        return rows;
    }

    private static Rows Screen(StatusReport report, StatusReport? before, TimeSpan interval, string? error, int width, ScreenBudget budget) => new(
        StatusView.Create(report, width, budget, before),
        new Text(""),
        error is null
            ? new Text(Strings.Get("WatchUpdated", report.Window.Clock(report.Window.To), Duration.Format(interval)))
            : new Text(Strings.Get("WatchStale", report.Window.Clock(report.Window.To), error), new Style(Color.Red)),
        new Text(""));

    /// <summary>What ends a watch besides Ctrl-C.</summary>
    private sealed record EndOfWatch(bool WhenDone, int FailOver);
}
