using System.CommandLine;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Settings;

/// <summary>The options for the window.</summary>
internal sealed class WindowOptions
{
    private static readonly TimeSpan Default = TimeSpan.FromHours(6);

    private readonly Option<TimeSpan?> _last = TimeOption.Create("--last", Strings.Get("LastOption"), Duration.Longest);
    private readonly Option<string?> _from = new("--from", "--since") { HelpName = "time", Description = Strings.Get("FromOption") };
    private readonly Option<string?> _to = new("--to", "--until") { HelpName = "time", Description = Strings.Get("ToOption") };
    private readonly Option<bool> _utc = Flag.Create("--utc", Strings.Get("UtcOption"));

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
            throw new UsageException(Strings.Get("WindowLastAndFrom"));
        }

        var zone = parsed.GetValue(_utc) ? TimeZoneInfo.Utc : clock.LocalTimeZone;
        var to = Moment(parsed, _to, now, zone) ?? now;
        var from = Moment(parsed, _from, now, zone) ?? to - (last ?? defaultLast ?? file.Time(ConfigFile.Last, Duration.Longest) ?? Default);
        if (from >= to)
        {
            throw new UsageException(Strings.Get("WindowEmpty"));
        }

        if (now - from > lookback)
        {
            throw new UsageException(
                lookback < ConnectionOptions.LongestLookback
                    ? Strings.Get("WindowTooEarlyLookback", Duration.Format(now - from), Duration.Hours(lookback), Duration.Hours(ConnectionOptions.LongestLookback))
                    : Strings.Get("WindowTooEarly", Duration.Format(now - from), Duration.Hours(lookback)));
        }

        return new Window(from, to, zone);
    }

    /// <summary>Why times are shown in UTC although local time was asked for, or <see langword="null"/>.</summary>
    public string? ZoneWarning(ParseResult parsed) => !parsed.GetValue(_utc) && Environment.GetEnvironmentVariable("TZ")?.TrimStart(':') is { Length: > 0 } name
        && !File.Exists(name) && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)
            ? Strings.Get("ZoneUnknown", TextSanitizer.Sanitize(name))
            : null;

    private static DateTimeOffset? Moment(ParseResult parsed, Option<string?> option, DateTimeOffset now, TimeZoneInfo zone) => parsed.GetValue(option) is not { } text ? null
        : PointInTime.TryParse(text, now, zone, out var moment) ? moment
        : throw new UsageException(Strings.Get("MomentMistake", option.Name, PointInTime.Form, text));
}
