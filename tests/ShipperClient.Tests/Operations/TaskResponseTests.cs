using System.Text;
using System.Text.Json;

namespace ShipperClient.Tests.Operations;

/// <summary>One task of a status response, field by field.</summary>
public sealed class TaskResponseTests
{
    [Theory]
    [InlineData("\"running\"", ShipperTaskStatus.Running)]
    [InlineData("\"success\"", ShipperTaskStatus.Success)]
    [InlineData("\"fail\"", ShipperTaskStatus.Fail)]
    [InlineData("\"Success\"", ShipperTaskStatus.Success)]
    [InlineData("\"RUNNING\"", ShipperTaskStatus.Running)]
    [InlineData("\"Fail\"", ShipperTaskStatus.Fail)]
    [InlineData("\"\\u0046ail\"", ShipperTaskStatus.Fail)]
    [InlineData("\"queued\"", ShipperTaskStatus.Unknown)]
    [InlineData("\"failed\"", ShipperTaskStatus.Unknown)]
    [InlineData("\"\"", ShipperTaskStatus.Unknown)]
    [InlineData("null", ShipperTaskStatus.Unknown)]
    [InlineData("3", ShipperTaskStatus.Unknown)]
    [InlineData("true", ShipperTaskStatus.Unknown)]
    public void New_status_word_is_unknown_and_no_error(string word, ShipperTaskStatus status) =>
        Assert.Equal(status, ReadTask($$"""{"id":"a","taskStatus":{{word}}}""").Status);

    [Fact]
    public void Every_field_but_the_id_may_be_absent()
    {
        var expected = new ShipperTask { Id = "a", Status = ShipperTaskStatus.Unknown, FailureReason = ShipperFailureReason.None, CreatedAt = DateTimeOffset.UnixEpoch };

        Assert.Equal(expected, ReadTask("""{"id":"a"}"""));
        Assert.Equal(
            expected,
            ReadTask(
                """
                {"id":"a","taskStatus":null,"taskMessage":null,"taskCode":null,"taskDataLines":null,
                 "taskCreateTime":null,"taskLastDataReceiveTime":null,"taskFinishTime":null}
                """));
        Assert.Equal(
            expected,
            ReadTask(
                """
                {"id":"a","taskStatus":"","taskMessage":"","taskCode":"","taskDataLines":"",
                 "taskCreateTime":"","taskLastDataReceiveTime":"","taskFinishTime":""}
                """));
    }

    [Fact]
    public void Failed_task_has_its_code_message_reason_and_lines()
    {
        var task = ReadTask("""{"id":"a","taskStatus":"fail","taskCode":"UnAuthorized","taskMessage":" said\nso ","taskDataLines":0}""");

        Assert.Equal("UnAuthorized", task.Code);
        Assert.Equal(" said\nso ", task.Message);
        Assert.Equal(ShipperFailureReason.Unauthorized, task.FailureReason);
        Assert.Equal(0, task.DataLines);
    }

    [Theory]
    [InlineData("9007199254740993", 9007199254740993)]
    [InlineData("20.0", 20)]
    [InlineData("1e3", 1000)]
    [InlineData("99999999999999999999", long.MaxValue)]
    [InlineData("-99999999999999999999", long.MinValue)]
    public void Number_is_read_to_its_last_digit_or_cut_to_the_largest(string number, long lines)
    {
        Assert.Equal(lines, ReadTask($$"""{"id":"a","taskDataLines":{{number}}}""").DataLines);
        Assert.Equal(lines, ReadTask($$"""{"id":"a","taskDataLines":"{{number}}"}""").DataLines);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-9223372036854775808")]
    [InlineData("253402300800")]
    [InlineData("1448925013000")]
    [InlineData("9223372036854775807")]
    public void A_time_that_is_no_time_is_not_known(string seconds)
    {
        var task = ReadTask($$"""{"id":"a","taskCreateTime":{{seconds}},"taskLastDataReceiveTime":{{seconds}},"taskFinishTime":"{{seconds}}"}""");

        Assert.Equal(DateTimeOffset.UnixEpoch, task.CreatedAt);
        Assert.Null(task.LastDataReceivedAt);
        Assert.Null(task.FinishedAt);
    }

    [Fact]
    public void The_first_and_the_last_second_of_the_calendar_are_times()
    {
        var task = ReadTask("""{"id":"a","taskCreateTime":1,"taskFinishTime":253402300799}""");

        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1), task.CreatedAt);
        Assert.Equal(new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero), task.FinishedAt);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":" "}""")]
    [InlineData("""{"taskStatus":"fail"}""")]
    public void A_task_without_an_id_is_an_error(string json) =>
        Assert.Equal("A task has no id.", Assert.ThrowsAny<JsonException>(() => ReadTask(json)).Message);

    [Theory]
    [InlineData("""{"id":{}}""")]
    [InlineData("""{"id":["a"]}""")]
    [InlineData("""{"id":true}""")]
    [InlineData("""{"id":"a","taskStatus":{}}""")]
    [InlineData("""{"id":"a","taskStatus":[]}""")]
    [InlineData("""{"id":"a","taskMessage":{}}""")]
    [InlineData("""{"id":"a","taskCode":[1]}""")]
    [InlineData("""{"id":"a","taskCreateTime":"yesterday"}""")]
    [InlineData("""{"id":"a","taskCreateTime":{}}""")]
    [InlineData("""{"id":"a","taskDataLines":"1.5"}""")]
    [InlineData("""{"id":"a\u0000\ud800"}""")]
    public void A_field_of_another_shape_is_an_error(string json) => Assert.ThrowsAny<JsonException>(() => ReadTask(json));

    [Fact]
    public void An_id_that_is_no_utf8_is_an_error()
    {
        byte[] response = [.. "{\"total\":1,\"tasks\":[{\"id\":\"a"u8, 0xff, .. "\"}]}"u8];

        Assert.ThrowsAny<JsonException>(() => SampleOperations.ReadStatusPage(response, requestId: null));
    }

    [Fact]
    public void A_text_that_tasks_of_a_page_share_is_kept_once()
    {
        var page = SampleOperations.ReadStatusPage(
            """
            {"total":6,"tasks":[{"id":"a","taskCode":"C","taskMessage":"M"},{"id":"b","taskCode":"C","taskMessage":"M"},{"id":"c","taskCode":"","taskMessage":null},
             {"id":"d","taskCode":"C","taskMessage":"\u004d"},{"id":"e","taskCode":"D","taskMessage":"N"},{"id":"f","taskCode":"D","taskMessage":7}]}
            """u8).Tasks;

        Assert.Equal([("C", "M"), ("C", "M"), (null, null), ("C", "M"), ("D", "N"), ("D", "7")], page.Select(static task => (task.Code, task.Message)));
        Assert.Same(page[0].Code, page[1].Code);
        Assert.Same(page[0].Message, page[1].Message);
        Assert.Same(page[0].Code, page[3].Code);
        Assert.Same(page[4].Code, page[5].Code);
    }

    private static ShipperTask ReadTask(string task) =>
        Assert.Single(SampleOperations.ReadStatusPage(Encoding.UTF8.GetBytes($$"""{"total":1,"tasks":[{{task}}]}"""), requestId: null).Tasks);
}
