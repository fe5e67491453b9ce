using System.Text;
using System.Text.Json;

namespace ShipperClient.Tests.Operations;

/// <summary>Success of a retry has an empty body; whatever is not it must not be taken for a retry that was accepted.</summary>
public sealed class RetryResponseTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n ")]
    [InlineData("{}")]
    [InlineData(" {\"requestId\":\"1\",\"more\":[{\"errorCode\":\"x\"}]} ")]
    public void Empty_body_or_a_plain_object_is_a_success(string response)
    {
        var exception = Record.Exception(() => Check(response));

        Assert.Null(exception);
    }

    [Theory]
    [InlineData("""{"errorCode":"ServerBusy","errorMessage":"busy"}""")]
    [InlineData("""{"requestId":"1","errorCode":"ServerBusy"}""")]
    [InlineData("""{"Error":{"Code":"ServerBusy"}}""")]
    [InlineData("""{"error_code":"ServerBusy","error_message":"busy"}""")]
    [InlineData("""{"error\u0043ode":"ServerBusy"}""")]
    public void Error_with_status_200_is_an_error(string response) =>
        Assert.Equal("It is an error.", Assert.ThrowsAny<JsonException>(() => Check(response)).Message);

    [Theory]
    [InlineData("<html><body>Sign in</body></html>")]
    [InlineData("OK")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("{")]
    [InlineData("{\"a\":1")]
    [InlineData("{} {}")]
    [InlineData("{}<html>")]
    [InlineData("\0")]
    public void Any_other_body_is_an_error(string response) => Assert.ThrowsAny<JsonException>(() => Check(response));

    private static void Check(string response) => SampleOperations.ReadRetry(Encoding.UTF8.GetBytes(response));
}
