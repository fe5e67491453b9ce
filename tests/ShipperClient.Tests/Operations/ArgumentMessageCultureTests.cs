using ShipperClient.Internal.Operations;

namespace ShipperClient.Tests.Operations;

/// <summary>A refusal reads the same wherever the application runs, and can be read at all.</summary>
public sealed class ArgumentMessageCultureTests
{
    [Theory]
    [MemberData(nameof(CultureScope.All), MemberType = typeof(CultureScope))]
    public void A_start_too_old_says_the_same_in_every_culture(string culture)
    {
        var from = Sample.Now.AddDays(-3);

        var message = Message(culture, from);

        Assert.Equal(Message("", from), message);
    }

    [Theory]
    [MemberData(nameof(CultureScope.All), MemberType = typeof(CultureScope))]
    public void A_start_outside_the_calendar_of_a_culture_still_has_a_message(string culture) =>
        Assert.Contains("is older than the look-back", Message(culture, DateTimeOffset.MinValue), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(CultureScope.All), MemberType = typeof(CultureScope))]
    public void A_negative_offset_says_the_same_in_every_culture(string culture)
    {
        using var scope = new CultureScope(culture);

        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            static () => new GetShipperStatus(Sample.Query with { Offset = -1 }, TimeSpan.FromHours(24), Sample.Now));

        Assert.Contains("but is -1.", exception.Message, StringComparison.Ordinal);
    }

    private static string Message(string culture, DateTimeOffset from)
    {
        using var scope = new CultureScope(culture);
        return Assert.Throws<ArgumentOutOfRangeException>(
            () => new GetShipperStatus(new ShipperStatusQuery(Sample.Shipper, from, from.AddHours(1)), TimeSpan.FromHours(24), Sample.Now)).Message;
    }
}
