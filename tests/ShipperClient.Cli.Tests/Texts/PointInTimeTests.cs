using System.Globalization;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Tests.Texts;

public sealed class PointInTimeTests
{
    // 08:30 on 2026-11-26 in Shanghai.
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 0, 30, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("now", "2026-11-26T00:30:00Z")]
    [InlineData("now-6h", "2026-11-25T18:30:00Z")]
    [InlineData("today", "2026-11-25T16:00:00Z")]
    [InlineData("yesterday", "2026-11-24T16:00:00Z")]
    [InlineData("2026-11-25", "2026-11-24T16:00:00Z")]
    [InlineData("2026-11-25T08:00", "2026-11-25T00:00:00Z")]
    [InlineData("2026-11-25 08:00:30", "2026-11-25T00:00:30Z")]
    [InlineData("2026-11-25T08:00:00Z", "2026-11-25T08:00:00Z")]
    [InlineData("2026-11-25t08:00:00+01:00", "2026-11-25T07:00:00Z")]
    public void A_moment_is_local_unless_it_has_an_offset(string text, string expected)
    {
        Assert.True(PointInTime.TryParse(text, Now, Shanghai, out var moment));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), moment);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("now-")]
    [InlineData("now+1h")]
    [InlineData("2026-13-01")]
    [InlineData("08:00")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) => Assert.False(PointInTime.TryParse(text, Now, Shanghai, out _));

    [Fact]
    public void A_time_that_the_clocks_skip_is_taken_with_the_offset_before()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.True(PointInTime.TryParse("2026-03-29T02:30", Now, berlin, out var moment));
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), moment);
    }
}
