using ShipperClient.Internal.Responses;

namespace ShipperClient.Tests.Errors;

/// <summary>Error responses that are not documented but will be sent: they must still become a typed exception.</summary>
public sealed class OddErrorResponseTests
{
    [Theory]
    [InlineData("""{"errorCode":"ServerBusy","\ud800aaaaaaaaaa":1}""")]
    [InlineData("""{"\ud800aaaaaaaaaa":1,"errorCode":"ServerBusy"}""")]
    [InlineData("""{"Error":{"Code":"ServerBusy","\udc00aaaaaaa":1}}""")]
    public void A_field_whose_name_is_half_a_surrogate_pair_hides_nothing(string body) => Assert.Equal("ServerBusy", Read(body).Code);

    [Theory]
    [InlineData("""{"errorCode":"\u0001","errorMessage":"M"}""")]
    [InlineData("""{"errorCode":"\u2028\u0000","errorMessage":"M"}""")]
    public void A_code_of_control_characters_is_no_code(string body) => Assert.Null(Read(body).Code);

    [Theory]
    [InlineData("\u0000\u0000\u0000")]
    [InlineData("\u0001\r\n\u0002")]
    public void A_body_of_control_characters_says_nothing(string body) => Assert.Null(Read(body).Message);

    [Fact]
    public void A_body_that_begins_with_a_byte_order_mark_is_read() => Assert.Equal("ServerBusy", Read("\ufeff{\"errorCode\":\"ServerBusy\"}").Code);

    [Theory]
    [InlineData(501)]
    [InlineData(505)]
    [InlineData(511)]
    public void A_status_that_no_later_try_can_change_is_not_transient_for_a_code_that_does_not_say_so(int status) =>
        Assert.False(SampleErrors.Create(status, new ErrorResponse("NotSupported", "no", RequestId: null), "r").IsTransient);

    private static ErrorResponse Read(string body) => SampleErrors.Read(body);
}
