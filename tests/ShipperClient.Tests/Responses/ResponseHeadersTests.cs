using ShipperClient.Internal.Responses;

namespace ShipperClient.Tests.Responses;

public sealed class ResponseHeadersTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("Thu, 15 Jan 2026 12:00:30 GMT", 30)]
    [InlineData("Thu, 15 Jan 2026 11:59:30 GMT", 0)]
    public void Reads_how_long_to_wait_in_every_culture(string value, int seconds)
    {
        foreach (var culture in CultureScope.Names)
        {
            using var scope = new CultureScope(culture);
            using var reply = new HttpResponseMessage();
            Assert.True(reply.Headers.TryAddWithoutValidation("Retry-After", value));

            Assert.Equal(TimeSpan.FromSeconds(seconds), ResponseHeaders.RetryAfter(reply, Now));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public void What_says_nothing_is_no_wait(string? value)
    {
        using var reply = new HttpResponseMessage();
        if (value is not null)
        {
            Assert.True(reply.Headers.TryAddWithoutValidation("Retry-After", value));
        }

        Assert.Null(ResponseHeaders.RetryAfter(reply, Now));
    }

    [Fact]
    public void Takes_a_date_against_the_date_of_the_reply_and_not_against_a_clock_that_may_be_wrong()
    {
        using var reply = new HttpResponseMessage();
        reply.Headers.Date = Now.AddHours(3);
        Assert.True(reply.Headers.TryAddWithoutValidation("Retry-After", "Thu, 15 Jan 2026 15:00:10 GMT"));

        Assert.Equal(TimeSpan.FromSeconds(10), ResponseHeaders.RetryAfter(reply, Now));
    }

    [Theory]
    [InlineData("x-log-requestid", "5F8A", "5F8A")]
    [InlineData("X-Log-RequestId", " 5F\t8A ", "5F 8A")]
    [InlineData("x-log-requestid", " ", null)]
    [InlineData("x-request-id", "5F8A", null)]
    public void Reads_the_request_id(string name, string value, string? id)
    {
        using var reply = new HttpResponseMessage();
        Assert.True(reply.Headers.TryAddWithoutValidation(name, value));

        Assert.Equal(id, ResponseHeaders.RequestId(reply));
    }

    [Fact]
    public void Cuts_a_request_id_without_end()
    {
        using var reply = new HttpResponseMessage();
        Assert.True(reply.Headers.TryAddWithoutValidation("x-log-requestid", new string('a', 5000)));

        Assert.Equal(new string('a', 128) + "…", ResponseHeaders.RequestId(reply));
    }
}
