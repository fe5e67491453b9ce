using System.CommandLine;
using ShipperClient.Cli.Errors;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Screens;
using ShipperClient.Cli.Settings;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper watch</c>: the screen of <c>status</c>, again and again. Ctrl-C is how it ends, so that is no failure.</summary>
internal sealed class WatchCommand : ServiceCommand
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(30);

    private readonly Argument<string> _target = new("target") { Description = "project/logstore/shipper, project/logstore or project" };
    private readonly Option<TimeSpan?> _interval = TimeOption.Create("--interval", "The wait between two looks, 1s or more [default: 30s]", TimeSpan.FromDays(1));
    private readonly TimeProvider _clock;

    public WatchCommand(GlobalOptions global, TimeProvider clock)
        : base(
            "watch",
            "Show status again and again, with arrows for what changed; Ctrl-C ends it with 0.",
            global,
            clock,
            hasOutput: false,
            "shipper watch my-project/my-logstore/my-shipper --interval 1m",
            "shipper watch my-project --last 1h")
    {
        _clock = clock;
        Arguments.Add(_target);
        Options.Add(_interval);
        AddCommonOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var target = Target.Parse(parsed.GetRequiredValue(_target));
        var interval = parsed.GetValue(_interval) ?? DefaultInterval;
        var screen = session.Terminal.Screen;
        try
        {
            if (screen.Profile.Capabilities.Ansi)
            {
                await screen.Live(new Text("")).StartAsync(context => LookAsync(target, interval, session, context.UpdateTarget, cancellationToken)).ConfigureAwait(false);
            }
            else
            {
                await LookAsync(target, interval, session, screen.Write, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The last screen stays.
        }

        return ExitCodes.Fine;
    }

    private async Task LookAsync(Target target, TimeSpan interval, Session session, Action<IRenderable> show, CancellationToken cancellationToken)
    {
        var reader = new StatusReader(session.Client);
        StatusReport? last = null;
        while (true)
        {
            var before = last;
            string? trouble = null;
            try
            {
                last = await reader.ReadAsync(target, session.ReadWindow(), static (_, _) => { }, cancellationToken).ConfigureAwait(false);
            }
            catch (LogServiceException exception) when (exception.IsTransient && last is not null)
            {
                // It may pass, and what was seen last is worth more than an end.
                trouble = ErrorLine.Of(exception);
            }

            var width = session.Terminal.Screen.Profile.Width;
            show(Fitted(session.Terminal.Screen, room => Screen(last, before, interval, trouble, width, room)));
            await Task.Delay(interval, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>As much as a terminal has lines for: what stands at the top is looked at first, and would be the first to go. A pipe has room for all.</summary>
    private static Rows Fitted(IAnsiConsole screen, Func<Room, Rows> draw)
    {
        if (!screen.Profile.Capabilities.Ansi)
        {
            return draw(Room.Unlimited);
        }

        var (width, height) = (screen.Profile.Width, screen.Profile.Height);
        var options = RenderOptions.Create(screen, screen.Profile.Capabilities);
        var room = new Room(height, height);
        var rows = draw(room);
        while (Segment.SplitLines(((IRenderable)rows).Render(options, width)).Count > height && room.Less() is { } less)
        {
            room = less;
            rows = draw(room);
        }

        return rows;
    }

    private static Rows Screen(StatusReport report, StatusReport? before, TimeSpan interval, string? trouble, int width, Room room) => new(
        StatusView.Of(report, width, room, before),
        new Text(""),
        trouble is null
            ? new Text($"  Looked at {report.Window.Clock(report.Window.To)}, every {Duration.Format(interval)}. Ctrl-C ends.")
            : new Text($"  As of {report.Window.Clock(report.Window.To)}; the last look failed: {trouble}", new Style(Color.Red)),
        new Text(""));
}
