using System.Net;

namespace ShipperClient.Tests.Errors;

/// <summary>If no code decides the kind, the status does, whatever the body is and its type says.</summary>
public sealed class ErrorByStatusTests
{
    private static readonly string[] Bodies =
    [
        "", "<html><body>Bad Gateway</body></html>", """{"error":"invalid_client"}""", """{"errorCode":"SomethingNew","errorMessage":"new"}""", "[1]", "null",
    ];

    [Theory]
    [InlineData(301, typeof(LogServiceProtocolException), false)]
    [InlineData(304, typeof(LogServiceProtocolException), false)]
    [InlineData(400, typeof(LogServiceInvalidRequestException), false)]
    [InlineData(401, typeof(LogServiceAuthenticationException), false)]
    [InlineData(403, typeof(LogServiceAuthenticationException), false)]
    [InlineData(404, typeof(LogServiceNotFoundException), false)]
    [InlineData(405, typeof(LogServiceInvalidRequestException), false)]
    [InlineData(408, typeof(LogServiceUnavailableException), true)]
    [InlineData(411, typeof(LogServiceInvalidRequestException), false)]
    [InlineData(413, typeof(LogServiceInvalidRequestException), false)]
    [InlineData(415, typeof(LogServiceInvalidRequestException), false)]
    [InlineData(429, typeof(LogServiceThrottledException), true)]
    [InlineData(500, typeof(LogServiceUnavailableException), true)]
    [InlineData(502, typeof(LogServiceUnavailableException), true)]
    [InlineData(503, typeof(LogServiceUnavailableException), true)]
    [InlineData(504, typeof(LogServiceUnavailableException), true)]
    public void Status_decides_the_kind_without_a_code(int status, Type type, bool isTransient)
    {
        foreach (var body in Bodies)
        {
            var exception = Make(status, body);

            Assert.IsType(type, exception);
            Assert.Equal(isTransient, exception.IsTransient);
            Assert.Equal((HttpStatusCode)status, exception.StatusCode);
            Assert.Equal("r", exception.RequestId);
        }
    }

    [Theory]
    [InlineData(501)]
    [InlineData(505)]
    public void Status_that_no_later_try_can_change_is_not_transient(int status) => Assert.False(Make(status, "<html>").IsTransient);

    [Theory]
    [InlineData(400, "MissingHost", typeof(LogServiceInvalidRequestException))]
    [InlineData(403, "MissingHost", typeof(LogServiceInvalidRequestException))]
    [InlineData(404, "InvalidHost", typeof(LogServiceInvalidRequestException))]
    [InlineData(500, "InvalidHost", typeof(LogServiceInvalidRequestException))]
    [InlineData(401, "InvalidHost", typeof(LogServiceAuthenticationException))]
    [InlineData(404, "HostInvalid", typeof(LogServiceNotFoundException))]
    public void A_code_that_begins_with_Missing_or_Invalid_decides_before_the_status_except_of_a_401(int status, string code, Type type) =>
        Assert.IsType(type, Make(status, $$"""{"errorCode":"{{code}}"}"""));

    [Fact]
    public void A_405_says_more_than_a_code_that_begins_with_Invalid() =>
        Assert.StartsWith("Log Service refused the operation", Make(405, """{"errorCode":"InvalidHost"}""").Message, StringComparison.Ordinal);

    [Fact]
    public void Status_404_without_a_code_names_no_resource() =>
        Assert.Equal(LogServiceResource.Unknown, Assert.IsType<LogServiceNotFoundException>(Make(404, "")).Resource);

    [Theory]
    [InlineData(502, "x")]
    [InlineData(400, "{\"errorCode\":\"ParameterInvalid\",\"errorMessage\":\"x")]
    [InlineData(404, "😀")]
    public void Message_quotes_at_most_512_characters_of_a_body(int status, string start)
    {
        var message = Make(status, start + string.Concat(Enumerable.Repeat("😀", 30_000)) + (start.Length > 2 ? "\"}" : "")).Message;

        Assert.InRange(message.Length, 512, 512 + 200);
        Assert.DoesNotContain('\ufffd', message);
    }

    [Theory]
    [InlineData("a\r\nInjected: line\u001b[31m\u0000\u2028\u2029\u0085 b")]
    [InlineData("""{"errorCode":"Server\r\nBusy","errorMessage":"a\r\n\u0000b\u2028"}""")]
    [InlineData("""{"Error":{"Code":"\u001b[31m","Message":"\n","RequestId":"\r\n"}}""")]
    public void Message_has_no_control_character(string body)
    {
        var exception = SampleErrors.Create(502, SampleErrors.Read(body), requestId: null);

        Assert.DoesNotContain($"{exception.Message}{exception.ErrorCode}{exception.RequestId}", static c => char.IsControl(c) || c is '\u2028' or '\u2029');
    }

    private static LogServiceException Make(int status, string body) =>
        SampleErrors.Create(status, SampleErrors.Read(body), "r", retryAfter: null);
}
