using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Settings;

/// <summary>The window of a command, by creation time of the tasks, and the zone in which its times are shown.</summary>
internal sealed record Window(DateTimeOffset From, DateTimeOffset To, TimeZoneInfo Zone)
{
    /// <summary>The zone as an offset: <c>UTC</c> or <c>UTC+08:00</c>.</summary>
    public string ZoneName => Zone.GetUtcOffset(To) is var offset && offset == TimeSpan.Zero
        ? "UTC"
        : string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");

    public DateTimeOffset Show(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    public string Day(DateTimeOffset moment) => Show(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public string Clock(DateTimeOffset moment) => Show(moment).ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public string Hour(DateTimeOffset moment) => Show(moment).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    public override string ToString() => $"{Day(From)} to {Day(To)} {ZoneName} ({Duration.About(To - From)})";
}
