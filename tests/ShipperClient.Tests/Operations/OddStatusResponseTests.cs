using System.Text;
using System.Text.Json;

namespace ShipperClient.Tests.Operations;

/// <summary>Responses that are not documented but will be sent: one odd field must not hide a whole page of tasks.</summary>
public sealed class OddStatusResponseTests
{
    [Theory]
    [InlineData("""{"total":1,"\ud800aaaaaaaaaa":1}""")]
    [InlineData("""{"total":1,"statistics":{"\udc00":1}}""")]
    [InlineData("""{"total":1,"tasks":[{"id":"a","\ud800":1}]}""")]
    public void An_unknown_field_whose_name_is_half_a_surrogate_pair_is_skipped(string json) => Assert.Equal(1, Read(json).Total);

    [Theory]
    [InlineData("\"\\ud800ail\"")]
    [InlineData("\"\\ud800\\u0061\\u0061\\u0061\\u0061\\u0061\\u0061\"")]
    public void A_status_word_that_is_half_a_surrogate_pair_is_unknown(string word) =>
        Assert.Equal(ShipperTaskStatus.Unknown, Read($$"""{"total":1,"tasks":[{"id":"a","taskStatus":{{word}}}]}""").Tasks[0].Status);

    [Theory]
    [InlineData("99999999999999999999")]
    [InlineData("\"99999999999999999999\"")]
    public void Time_outside_the_calendar_is_not_known(string seconds) =>
        Assert.Null(Read($$"""{"total":1,"tasks":[{"id":"a","taskFinishTime":{{seconds}}}]}""").Tasks[0].FinishedAt);

    [Fact]
    public void A_count_that_no_long_holds_is_cut_to_what_an_int_holds() => Assert.Equal(int.MaxValue, Read("""{"total":99999999999999999999}""").Total);

    [Fact]
    public void Number_with_a_zero_fraction_is_a_whole_number() => Assert.Equal(20, Read("""{"total":20.0}""").Total);

    [Fact]
    public void A_message_that_was_cut_within_a_character_does_not_hide_the_page()
    {
        byte[] response = [.. "{\"total\":1,\"tasks\":[{\"id\":\"a\",\"taskStatus\":\"fail\",\"taskMessage\":\"no such bucket: "u8, 0xe7, 0x8a, .. "\"}]}"u8];

        var task = Assert.Single(SampleOperations.ReadStatusPage(response, requestId: null).Tasks);

        Assert.StartsWith("no such bucket: ", task.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_with_half_a_surrogate_pair_does_not_hide_the_page() =>
        Assert.Single(Read("""{"total":1,"tasks":[{"id":"a","taskStatus":"fail","taskMessage":"x\ud83d"}]}""").Tasks);

    [Fact]
    public void A_byte_order_mark_is_no_reason_to_refuse_a_page() => Assert.Equal(1, Read("\ufeff{\"total\":1}").Total);

    [Theory]
    [InlineData("""{"errorMessage":"busy"}""")]
    [InlineData("""{"error_message":"busy"}""")]
    public void Retry_response_with_an_error_message_only_is_an_error(string response) =>
        Assert.ThrowsAny<JsonException>(() => SampleOperations.ReadRetry(Encoding.UTF8.GetBytes(response)));

    private static ShipperStatusPage Read(string json) => SampleOperations.ReadStatusPage(Encoding.UTF8.GetBytes(json), requestId: null);
}
