using System.CommandLine;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Settings;

/// <summary>The options for the window.</summary>
internal sealed class WindowOptions
{
    private static readonly TimeSpan Default = TimeSpan.FromHours(6);

    private readonly Option<TimeSpan?> _last = TimeOption.Create("--last", "Tasks created within this time [default: 6h]", Duration.Longest);
    private readonly Option<string?> _from = new("--from", "--since") { HelpName = "time", Description = "Start of the window instead: now-6h, yesterday, 2026-01-15T08:00 (local), or RFC 3339 with Z or an offset" };
    private readonly Option<string?> _to = new("--to", "--until") { HelpName = "time", Description = "End of the window: the same forms [default: now]" };
    private readonly Option<bool> _utc = Flag.Create("--utc", "Show times in UTC rather than local; json, jsonl and csv always have UTC");

    public void AddTo(Command command)
    {
        command.Options.Add(_last);
        command.Options.Add(_from);
        command.Options.Add(_to);
        command.Options.Add(_utc);
    }

    /// <summary>The window, by the clock of the service as far as it is known, in whole seconds as the service counts.</summary>
    public Window Read(ParseResult parsed, ConfigFile file, TimeProvider clock, TimeSpan lookback, TimeSpan? defaultLast)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        var last = parsed.GetValue(_last);
        if (last is not null && (parsed.GetValue(_from) ?? parsed.GetValue(_to)) is not null)
        {
            throw new UsageException("--last cannot be combined with --from or --to. Give one or the other.");
        }

        var zone = parsed.GetValue(_utc) ? TimeZoneInfo.Utc : clock.LocalTimeZone;
        var to = Moment(parsed, _to, now, zone) ?? now;
        var from = Moment(parsed, _from, now, zone) ?? to - (last ?? defaultLast ?? file.Time(ConfigFile.Last, Duration.Longest) ?? Default);
        if (from >= to)
        {
            throw new UsageException("The window is empty: --from must be before --to, and --last more than 0s.");
        }

        if (now - from > lookback)
        {
            throw new UsageException(
                $"The window begins {Duration.Format(now - from)} ago, and tasks of the last {Duration.Hours(lookback)} are listed. Give a later start"
                + (lookback < ConnectionOptions.LongestLookback ? $", or --lookback {Duration.Hours(ConnectionOptions.LongestLookback)} if the service lists tasks that old." : "."));
        }

        return new Window(from, to, zone);
    }

    /// <summary>Why times are shown in UTC although local time was asked for, or <see langword="null"/>.</summary>
    public string? ZoneWarning(ParseResult parsed) => !parsed.GetValue(_utc) && Environment.GetEnvironmentVariable("TZ")?.TrimStart(':') is { Length: > 0 } name
        && !File.Exists(name) && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)
            ? $"The time zone \"{TextSanitizer.Sanitize(name)}\" of TZ is not known, so times are shown in UTC."
            : null;

    private static DateTimeOffset? Moment(ParseResult parsed, Option<string?> option, DateTimeOffset now, TimeZoneInfo zone) => parsed.GetValue(option) is not { } text ? null
        : PointInTime.TryParse(text, now, zone, out var moment) ? moment
        : throw new UsageException($"{option.Name} must be {PointInTime.Form}, but is \"{text}\".");
}
