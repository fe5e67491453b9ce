using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Tests.Settings;

public sealed class WindowTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_window_across_a_change_of_the_clocks_has_an_offset_at_each_end()
    {
        var window = new Window(new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 10, 25, 4, 0, 0, TimeSpan.Zero), Berlin);

        Assert.Equal("2026-10-25 00:00 UTC+02:00 to 2026-10-25 05:00 UTC+01:00 (6h)", window.ToString());
    }

    [Fact]
    public void Hours_of_the_same_name_are_told_apart_by_their_offset()
    {
        var window = new Window(new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 10, 25, 4, 0, 0, TimeSpan.Zero), Berlin);

        Assert.Equal("10-25 02:00 +02:00", window.Hour(new DateTimeOffset(2026, 10, 25, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal("10-25 02:00 +01:00", window.Hour(new DateTimeOffset(2026, 10, 25, 1, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_window_with_one_offset_says_it_once()
    {
        var window = new Window(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 7, 1, 6, 0, 0, TimeSpan.Zero), Berlin);

        Assert.Equal("2026-07-01 02:00 to 2026-07-01 08:00 UTC+02:00 (6h)", window.ToString());
        Assert.Equal("07-01 02:00", window.Hour(window.From));
    }
}
