using System.Text;
using ShipperClient.Internal;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Tests.Errors;

/// <summary>What an error response says, in any of the shapes seen, and what is read of a body in none of them.</summary>
public sealed class ErrorResponseTests
{
    [Theory]
    [InlineData("""{"errorCode":"C","errorMessage":"M"}""", null)]
    [InlineData("""{"Error":{"Code":"C","Message":"M","RequestId":"R"}}""", "R")]
    [InlineData("""{"error_code":"C","error_message":"M"}""", null)]
    [InlineData("""  {"x":[{}],"errorMessage":" M ","errorCode":"C","Error":null} """, null)]
    [InlineData("""{"errorCode":"other","Error":{"RequestId":"R","HostId":"h","Code":"C","Message":"M"}}""", "R")]
    [InlineData("""{"Error":["Code"],"errorCode":["errorCode"],"error_code":"C","errorMessage":"M"}""", null)]
    [InlineData("""{"Error":{"x":{"Code":"other"},"Code":"C","RequestId":["Code"],"Message":"M"}}""", null)]
    public void Code_and_message_are_read_from_each_shape(string body, string? requestId) => Assert.Equal(new ErrorResponse("C", "M", requestId), Read(body));

    [Fact]
    public void Error_with_a_code_or_a_message_only_is_read()
    {
        Assert.Equal(new ErrorResponse("C", Message: null, RequestId: null), Read("""{"errorCode":"C"}"""));
        Assert.Equal(new ErrorResponse(Code: null, "M", RequestId: null), Read("""{"errorMessage":"M","errorCode":5}"""));
        Assert.Equal(new ErrorResponse("C", Message: null, RequestId: null), Read("""{"Error":{"Code":"C","Message":{}}}"""));
        Assert.Equal(new ErrorResponse("C", Message: null, RequestId: null), Read("""{"errorCode":"C","errorMessage":""}"""));
        Assert.Equal(new ErrorResponse("C", @"x\ud800", RequestId: null), Read("""{"errorCode":"C","errorMessage":"x\ud800"}"""));
    }

    [Fact]
    public void Last_of_two_spellings_with_a_value_counts()
    {
        Assert.Equal(new ErrorResponse("C", "M", RequestId: null), Read("""{"errorCode":"other","errorMessage":"other","error_code":"C","error_message":"M"}"""));
        Assert.Equal(new ErrorResponse("C", "M", RequestId: null), Read("""{"errorCode":"C","errorMessage":"M","error_code":null,"error_message":""}"""));
    }

    [Theory]
    [InlineData("<html>\r\n<h1>502 Bad Gateway</h1></html>", "<html>  <h1>502 Bad Gateway</h1></html>")]
    [InlineData("""{"error":"invalid_request"}""", """{"error":"invalid_request"}""")]
    [InlineData("""{"errorcode":"C"}""", """{"errorcode":"C"}""")]
    [InlineData("""{"Error":"text"}""", """{"Error":"text"}""")]
    [InlineData("""[{"errorCode":"C"}]""", """[{"errorCode":"C"}]""")]
    [InlineData("""{"errorCode":"C"} and more""", """{"errorCode":"C"} and more""")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("null", "null")]
    public void Text_of_any_other_body_is_the_message(string body, string text) => Assert.Equal(new ErrorResponse(Code: null, text, RequestId: null), Read(body));

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    public void Empty_body_has_no_error(string body) => Assert.Equal(default, Read(body));

    [Fact]
    public void Text_is_cut_to_512_characters_without_control_characters()
    {
        Assert.Equal(new string('x', 512) + "…", Read(new string('x', 60_000)).Message);
        Assert.Equal("a b", Read("a\u0000b").Message);

        var response = Read("""{"Error":{"Code":"C\u0000D","Message":"a\r\nb\u001b\u2028c","RequestId":"1\n2"}}""");
        Assert.Equal(new ErrorResponse("C D", "a  b  c", "1 2"), response);
    }

    [Fact]
    public void Secrets_are_redacted_before_a_text_is_cut()
    {
        var redactor = new SecretRedactor(["secret"]);
        var text = new string('x', 510);

        Assert.Equal(text + "**…", ErrorResponse.Read(Encoding.UTF8.GetBytes(text + "secret"), redactor).Message);
        Assert.Equal(
            new ErrorResponse("***", text + "**…", "***"),
            ErrorResponse.Read(Encoding.UTF8.GetBytes("{\"Error\":{\"Code\":\"secret\",\"Message\":\"" + text + "secret\",\"RequestId\":\"secret\"}}"), redactor));
    }

    [Fact]
    public void Denial_is_redacted_and_cut()
    {
        var name = new string('x', 40_000) + "secret";
        var body = "{\"errorCode\":\"Unauthorized\",\"accessDeniedDetail\":{\"AuthAction\":\"secret\",\"AuthPrincipalDisplayName\":\"" + name + "\"}}";

        var message = SampleErrors.Create(403, ErrorResponse.Read(Encoding.UTF8.GetBytes(body), new SecretRedactor(["secret"]))).Message;

        Assert.Contains(" RAM denies *** to xxx", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 200, 1000);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_read_as_well_as_possible()
    {
        byte[] text = [(byte)'a', 0xff, (byte)'b'];
        byte[] json = [.. "{\"errorCode\":\""u8, 0xff, .. "\",\"errorMessage\":\"M\"}"u8];

        Assert.Equal("a\ufffdb", SampleErrors.Read(text).Message);
        Assert.Equal("M", SampleErrors.Read(json).Message);
    }

    [Fact]
    public void Endless_nesting_is_read_as_text() => Assert.StartsWith("[[[", Read(new string('[', 60_000)).Message, StringComparison.Ordinal);

    private static ErrorResponse Read(string body) => SampleErrors.Read(body);
}
