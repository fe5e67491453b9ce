using ShipperClient.Internal.Operations;

namespace ShipperClient.Tests.Operations;

/// <summary>The window of a query, on whole seconds and on both sides of every limit.</summary>
public sealed class WindowArgumentsTests
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly DateTimeOffset Now = Sample.Now.AddMilliseconds(900);

    public static TheoryData<DateTimeOffset> EndsOfTime { get; } =
        [DateTimeOffset.MinValue, DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.MaxValue];

    [Fact]
    public void Window_of_a_second_and_of_the_whole_look_back_is_accepted()
    {
        Check(Now.AddSeconds(-1), Now);
        Check(Now - Day, Now);
        Check(Now - Day, Now - Day + TimeSpan.FromSeconds(1));
        Check(Now.AddHours(1), Now.AddHours(25));
        Check(Now.AddHours(-47), Now.AddHours(1), TimeSpan.FromHours(48));
        Check(Now.AddSeconds(-1.5), Now, TimeSpan.FromSeconds(1.5)); // two whole seconds
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1000)]
    [InlineData(99)]
    public void Window_of_less_than_a_second_is_refused(int milliseconds)
    {
        var exception = Assert.Throws<ArgumentException>("query", () => Check(Now, Now.AddMilliseconds(milliseconds)));

        Assert.StartsWith("From (2026-01-15 12:00:00Z) must be before To (2026-01-15 1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Z) by a second or more: the service counts in whole seconds.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Window_is_counted_in_whole_seconds() => Check(Now, Now.AddMilliseconds(100));

    [Fact]
    public void Times_are_compared_across_time_zones()
    {
        var exception = Assert.Throws<ArgumentException>("query", static () => Check(Now, Now.ToOffset(TimeSpan.FromHours(8))));

        Assert.Contains("From (2026-01-15 12:00:00Z) must be before To (2026-01-15 12:00:00Z)", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(48)]
    [InlineData(1)]
    public void Window_longer_than_the_look_back_is_refused_with_the_option_named(int hours)
    {
        var lookback = TimeSpan.FromHours(hours);
        Check(Now - lookback, Now, lookback);

        var exception = Assert.Throws<ArgumentOutOfRangeException>("query", () => Check(Now - lookback, Now.AddSeconds(1), lookback));

        Assert.Contains($"long, more than the look-back of {lookback:c}. Choose a later or shorter window,", exception.Message, StringComparison.Ordinal);
        Assert.Contains("or raise LogServiceClientOptions.StatusLookback (up to 48 hours)", exception.Message, StringComparison.Ordinal);
        Assert.Contains((lookback + TimeSpan.FromSeconds(1)).ToString("c"), exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(48)]
    public void Start_a_second_older_than_the_look_back_and_its_grace_is_refused(int hours)
    {
        var lookback = TimeSpan.FromHours(hours);
        var oldest = Now - lookback - TimeSpan.FromSeconds(60);
        Check(oldest, oldest.AddSeconds(1), lookback);
        Check(oldest.AddMilliseconds(-900), oldest.AddSeconds(1), lookback);

        var exception = Assert.Throws<ArgumentOutOfRangeException>("query", () => Check(oldest.AddSeconds(-1), oldest, lookback));

        Assert.Contains($"is older than the look-back of {lookback:c} before now (2026-01-15 12:00:00Z). Choose a later", exception.Message, StringComparison.Ordinal);
        Assert.Contains("raise LogServiceClientOptions.StatusLookback (up to 48 hours)", exception.Message, StringComparison.Ordinal);
        Assert.Contains(oldest.AddSeconds(-1).ToString("u"), exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EndsOfTime))]
    public void No_time_overflows(DateTimeOffset end)
    {
        foreach (var (from, to) in (ReadOnlySpan<(DateTimeOffset, DateTimeOffset)>)[(end, Now), (Now, end), (end, end), (DateTimeOffset.MinValue, end), (end, DateTimeOffset.MaxValue)])
        {
            Assert.True(Record.Exception(() => Check(from, to)) is null or ArgumentException { ParamName: "query" });
        }
    }

    [Theory]
    [MemberData(nameof(EndsOfTime))]
    public void No_clock_overflows(DateTimeOffset now)
    {
        var from = now == DateTimeOffset.MaxValue ? now.AddSeconds(-2) : now;

        _ = new GetShipperStatus(new ShipperStatusQuery(Sample.Shipper, from, from.AddSeconds(1)), TimeSpan.FromHours(48), now);
    }

    [Theory]
    [MemberData(nameof(CultureScope.All), MemberType = typeof(CultureScope))]
    public void Times_are_written_alike_in_every_culture(string culture)
    {
        using var scope = new CultureScope(culture);

        var exception = Assert.Throws<ArgumentException>("query", static () => Check(DateTimeOffset.MaxValue, DateTimeOffset.MinValue));

        Assert.StartsWith("From (9999-12-31 23:59:59Z) must be before To (0001-01-01 00:00:00Z) by a second or more", exception.Message, StringComparison.Ordinal);
    }

    private static void Check(DateTimeOffset from, DateTimeOffset to, TimeSpan? lookback = null) =>
        _ = new GetShipperStatus(new ShipperStatusQuery(Sample.Shipper, from, to), lookback ?? Day, Now);
}
