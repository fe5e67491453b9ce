using ShipperClient.Worker.Diagnostics;

namespace RetryWorker.Tests.Diagnostics;

public class DurationTextTests
{
    [Theory]
    [InlineData("00:00:00", "0 s")]
    [InlineData("00:00:00.9", "0 s")]
    [InlineData("00:00:12.6297271", "12 s")]
    [InlineData("00:01:30", "1 min 30 s")]
    [InlineData("01:00:05", "1 h")]
    [InlineData("01:05:59", "1 h 5 min")]
    [InlineData("3.00:00:00.6297271", "3 d")]
    [InlineData("3.04:05:06", "3 d 4 h")]
    [InlineData("-3.00:00:00.6297271", "0 s")]
    public void Duration_has_its_two_largest_units(string duration, string expected) =>
        Assert.Equal(expected, DurationText.Format(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)));
}
