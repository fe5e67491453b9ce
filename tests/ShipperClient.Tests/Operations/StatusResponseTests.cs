using System.Text;
using System.Text.Json;

namespace ShipperClient.Tests.Operations;

/// <summary>A status response becomes a page, read as liberally as docs/service-api.md asks.</summary>
public sealed class StatusResponseTests
{
    private const string SpecificationSample =
        """
        {"count":1,"total":20,"statistics":{"running":0,"success":20,"fail":0},
         "tasks":[{"id":"abcdefghijk","taskStatus":"success","taskMessage":"","taskCreateTime":1448925013,
                   "taskLastDataReceiveTime":1448915013,"taskFinishTime":1448926013}]}
        """;

    [Theory]
    [MemberData(nameof(CultureScope.All), MemberType = typeof(CultureScope))]
    public void Sample_of_the_documents_is_read(string culture)
    {
        using var scope = new CultureScope(culture);

        var page = Read(SpecificationSample);

        Assert.Equal(1, page.Count);
        Assert.Equal(20, page.Total);
        Assert.Equal(new ShipperTaskStatistics(Running: 0, Success: 20, Fail: 0), page.Statistics);
        Assert.Equal("the-request", page.RequestId);
        Assert.Equal(
            new ShipperTask
            {
                Id = "abcdefghijk",
                Status = ShipperTaskStatus.Success,
                CreatedAt = new DateTimeOffset(2015, 11, 30, 23, 10, 13, TimeSpan.Zero),
                LastDataReceivedAt = new DateTimeOffset(2015, 11, 30, 20, 23, 33, TimeSpan.Zero),
                FinishedAt = new DateTimeOffset(2015, 11, 30, 23, 26, 53, TimeSpan.Zero),
            },
            Assert.Single(page.Tasks));
        Assert.Equal(TimeSpan.Zero, page.Tasks[0].CreatedAt.Offset);
    }

    [Fact]
    public void Numbers_sent_as_strings_are_read()
    {
        var page = Read(
            """
            {"count":"2","total":"30","statistics":{"running":"1","success":"2","fail":"3"},
             "tasks":[{"id":7,"taskStatus":"fail","taskDataLines":"123456789012","taskCreateTime":"1448925013"}]}
            """);

        Assert.Equal(2, page.Count);
        Assert.Equal(30, page.Total);
        Assert.Equal(new ShipperTaskStatistics(Running: 1, Success: 2, Fail: 3), page.Statistics);
        Assert.Equal("7", page.Tasks[0].Id);
        Assert.Equal(123456789012, page.Tasks[0].DataLines);
        Assert.Equal(1448925013, page.Tasks[0].CreatedAt.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("""{"total":0}""")]
    [InlineData("""{"total":0,"tasks":null,"statistics":null,"count":null}""")]
    [InlineData("""{"total":0,"tasks":[],"statistics":{},"count":""}""")]
    [InlineData("""{"total":0,"statistics":{"running":null,"success":"","fail":null}}""")]
    public void Absent_null_or_empty_value_is_not_known(string json)
    {
        var page = Read(json);

        Assert.Equal(0, page.Count);
        Assert.Equal(0, page.Total);
        Assert.Empty(page.Tasks);
        Assert.Equal(new ShipperTaskStatistics(0, 0, 0), page.Statistics);
    }

    [Fact]
    public void An_absent_count_is_the_number_of_tasks() => Assert.Equal(2, Read("""{"total":9,"tasks":[{"id":"a"},{"id":"b"}]}""").Count);

    [Fact]
    public void Null_among_the_tasks_is_skipped()
    {
        var page = Read("""{"count":4,"total":9,"tasks":[null,{"id":"a"},null,{"id":"b"}]}""");

        Assert.Equal(["a", "b"], page.Tasks.Select(static task => task.Id), StringComparer.Ordinal);
        Assert.Equal((4, 9), (page.Count, page.Total));
        Assert.Empty(Read("""{"total":1,"tasks":[null]}""").Tasks);
    }

    [Fact]
    public void Undocumented_fields_are_skipped_whatever_they_contain()
    {
        var page = Read(
            """
            {"new":{"total":99,"tasks":[{"id":"x"}],"deep":[[[{"a":[1,{"b":null}]}]]]},"total":1,"Total":50,"list":[1,"]",{}],
             "statistics":{"new":[{"fail":9}],"fail":1},"text":"\"}",
             "tasks":[{"tags":{"id":"wrong","taskStatus":"fail"},"id":"right","more":[["id"]],"taskStatus":"running","flag":true}]}
            """);

        Assert.Equal(1, page.Total);
        Assert.Equal(1, page.Statistics.Fail);
        Assert.Equal(new ShipperTask { Id = "right", Status = ShipperTaskStatus.Running, CreatedAt = DateTimeOffset.UnixEpoch }, Assert.Single(page.Tasks));
    }

    [Fact]
    public void Escaped_names_and_values_are_read()
    {
        var page = Read("""{"\u0074otal":3,"tasks":[{"\u0069d":"\u00e4\ud83d\ude00","task\u0053tatus":"\u0066ail"}]}""");

        Assert.Equal(3, page.Total);
        Assert.Equal("ä😀", page.Tasks[0].Id);
        Assert.Equal(ShipperTaskStatus.Fail, page.Tasks[0].Status);
    }

    [Theory]
    [InlineData("-5", 0)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2147483648", int.MaxValue)]
    [InlineData("9223372036854775807", int.MaxValue)]
    [InlineData("\"3000000000\"", int.MaxValue)]
    public void Count_beyond_an_int_is_cut_to_it(string number, int count)
    {
        var page = Read($$$"""{"count":{{{number}}},"total":{{{number}}},"statistics":{"fail":{{{number}}}},"tasks":[]}""");

        Assert.Equal((count, count, count), (page.Count, page.Total, page.Statistics.Fail));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("1")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"count":0,"tasks":[]}""")]
    [InlineData("""{"total":null}""")]
    [InlineData("""{"total":""}""")]
    [InlineData("""{"total":true}""")]
    [InlineData("""{"total":1.5}""")]
    [InlineData("""{"total":"many"}""")]
    [InlineData("""{"total":"1,000"}""")]
    [InlineData("""{"total":[1]}""")]
    [InlineData("""{"total":1,"tasks":{}}""")]
    [InlineData("""{"total":1,"tasks":"none"}""")]
    [InlineData("""{"total":1,"tasks":["a"]}""")]
    [InlineData("""{"total":1,"tasks":[[null]]}""")]
    [InlineData("""{"count":1,"total":1}""")]
    [InlineData("""{"total":1,"tasks":null,"count":1}""")]
    [InlineData("""{"total":1,"statistics":[]}""")]
    [InlineData("""{"total":1,"statistics":5}""")]
    [InlineData("""{"total":1""")]
    [InlineData("""{"total":1,"tasks":[{"id":"a"}""")]
    [InlineData("""{"total":1} x""")]
    [InlineData("""{"total":1}{"total":1}""")]
    [InlineData("""{"total":1,}""")]
    [InlineData("""{"count":1,"total":20,"statistics":{"running":0} "tasks":[]}""")]
    [InlineData("""{"errorCode":"ServerBusy","errorMessage":"busy"}""")]
    public void Any_other_body_is_an_error_and_not_an_empty_page(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Theory]
    [InlineData("[]", "Expected an object, found StartArray.")]
    [InlineData("{}", "The field \"total\" is missing.")]
    [InlineData("""{"total":[1]}""", "Expected a whole number, found StartArray.")]
    [InlineData("""{"total":"many"}""", "Expected a whole number, found another text.")]
    [InlineData("""{"count":3,"total":3,"tasks":null}""", "The field \"count\" is 3, but the list \"tasks\" is missing.")]
    [InlineData("""{"total":1,"tasks":{}}""", "Expected a list, found StartObject.")]
    [InlineData("""{"total":1,"tasks":["a"]}""", "Expected an object, found String.")]
    [InlineData("""{"total":1,"tasks":[{"id":{}}]}""", "Expected a text, found StartObject.")]
    [InlineData("""{"total":1,"tasks":[{"id":"\ud800"}]}""", "A text cannot be decoded.")]
    [InlineData("""{"total":1,"tasks":[{"id":"a","taskStatus":[]}]}""", "Expected a status, found StartArray.")]
    public void Error_says_what_was_expected_and_what_was_found(string json, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<JsonException>(() => Read(json)).Message);

    [Fact]
    public void Endless_nesting_is_an_error_and_no_stack_overflow()
    {
        Assert.ThrowsAny<JsonException>(() => Read("{\"new\":" + new string('[', 100_000)));
        Assert.ThrowsAny<JsonException>(() => Read("{\"total\":1,\"tasks\":" + new string('[', 100_000) + new string(']', 100_000) + "}"));
    }

    private static ShipperStatusPage Read(string json) => SampleOperations.ReadStatusPage(Encoding.UTF8.GetBytes(json), "the-request");

    [Fact]
    public void Page_with_more_tasks_than_were_asked_for_is_refused()
    {
        var operation = SampleOperations.Get(Sample.Query with { Size = 2 });

        Assert.Equal(2, operation.Read("""{"count":2,"total":9,"tasks":[{"id":"a"},null,{"id":"b"}]}"""u8, requestId: null).Tasks.Count);
        Assert.Equal(
            "The page has more than the 2 items that were asked for.",
            Assert.Throws<JsonException>(() => operation.Read("""{"count":3,"total":9,"tasks":[{"id":"a"},{"id":"b"},{"id":"c"}]}"""u8, requestId: null)).Message);
    }
}
