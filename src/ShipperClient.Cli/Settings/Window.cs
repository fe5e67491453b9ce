using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Settings;

/// <summary>The window of a command, by creation time of the tasks, and the zone in which its times are shown.</summary>
internal sealed record Window(DateTimeOffset From, DateTimeOffset To, TimeZoneInfo Zone)
{
    private bool HasOneOffset => Zone.GetUtcOffset(From) == Zone.GetUtcOffset(To);

    public DateTimeOffset Show(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    public string Day(DateTimeOffset moment) => Show(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public string Clock(DateTimeOffset moment) => Show(moment).ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The hour of a moment; with its offset if the clocks change within the window, because two hours then have the same name.</summary>
    public string Hour(DateTimeOffset moment) => Show(moment).ToString(HasOneOffset ? "MM-dd HH:mm" : "MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    public override string ToString() => HasOneOffset
        ? Strings.Get("WindowOneOffset", Day(From), Day(To), Offset(To), Duration.About(To - From))
        : Strings.Get("WindowTwoOffsets", Day(From), Offset(From), Day(To), Offset(To), Duration.About(To - From));

    // "UTC" or "UTC+08:00"
    private string Offset(DateTimeOffset moment) => Zone.GetUtcOffset(moment) is var offset && offset == TimeSpan.Zero
        ? "UTC"
        : string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");
}
