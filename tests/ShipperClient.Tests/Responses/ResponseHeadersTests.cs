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
    public void RetryAfter_is_read_in_every_culture(string value, int seconds)
    {
        foreach (var culture in CultureScope.Names)
        {
            using var scope = new CultureScope(culture);
            using var response = new HttpResponseMessage();
            Assert.True(response.Headers.TryAddWithoutValidation("Retry-After", value));

            Assert.Equal(TimeSpan.FromSeconds(seconds), ResponseHeaders.RetryAfter(response, Now));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public void Response_without_a_valid_RetryAfter_has_none(string? value)
    {
        using var response = new HttpResponseMessage();
        if (value is not null)
        {
            Assert.True(response.Headers.TryAddWithoutValidation("Retry-After", value));
        }

        Assert.Null(ResponseHeaders.RetryAfter(response, Now));
    }

    [Fact]
    public void RetryAfter_date_is_compared_with_the_date_of_the_response_and_not_with_a_clock_that_may_be_wrong()
    {
        using var response = new HttpResponseMessage();
        response.Headers.Date = Now.AddHours(3);
        Assert.True(response.Headers.TryAddWithoutValidation("Retry-After", "Thu, 15 Jan 2026 15:00:10 GMT"));

        Assert.Equal(TimeSpan.FromSeconds(10), ResponseHeaders.RetryAfter(response, Now));
    }

    [Theory]
    [InlineData("x-log-requestid", "5F8A", "5F8A")]
    [InlineData("X-Log-RequestId", " 5F\t8A ", "5F 8A")]
    [InlineData("x-log-requestid", " ", null)]
    [InlineData("x-request-id", "5F8A", null)]
    public void Request_id_is_read(string name, string value, string? id)
    {
        using var response = new HttpResponseMessage();
        Assert.True(response.Headers.TryAddWithoutValidation(name, value));

        Assert.Equal(id, ResponseHeaders.RequestId(response));
    }

    [Fact]
    public void Endless_request_id_is_cut()
    {
        using var response = new HttpResponseMessage();
        Assert.True(response.Headers.TryAddWithoutValidation("x-log-requestid", new string('a', 5000)));

        Assert.Equal(new string('a', 128) + "…", ResponseHeaders.RequestId(response));
    }
}
