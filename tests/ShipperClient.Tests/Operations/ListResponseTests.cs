using System.Text;
using System.Text.Json;
using ShipperClient.Internal.Operations;

namespace ShipperClient.Tests.Operations;

/// <summary>A page of names is read by the name of its list, whatever lies beside it.</summary>
public sealed class ListResponseTests
{
    [Fact]
    public void Page_of_either_list_is_read()
    {
        const string Reply = """{"new":{"shipper":["x"]},"count":2,"total":"9","logstores":["a","b"],"shipper":["c","d"]}""";

        var logstores = new ListLogstores("p", 0, 100).Read(Encoding.UTF8.GetBytes(Reply), "the-request");
        var shippers = new ListShippers("p", "l", 0, 100).Read(Encoding.UTF8.GetBytes(Reply), "the-request");

        Assert.Equal((2, 9, "the-request"), (logstores.Count, logstores.Total, logstores.RequestId));
        Assert.Equal(["a", "b"], logstores.Logstores);
        Assert.Equal((2, 9, "the-request"), (shippers.Count, shippers.Total, shippers.RequestId));
        Assert.Equal(["c", "d"], shippers.Shippers);
    }

    [Theory]
    [InlineData("""{"total":0,"shipper":null}""", 0)]
    [InlineData("""{"total":7}""", 0)]
    [InlineData("""{"total":7,"shipper":["a","b"]}""", 2)]
    public void An_absent_count_is_the_number_of_names(string response, int count) =>
        Assert.Equal(count, new ListShippers("p", "l", 0, 100).Read(Encoding.UTF8.GetBytes(response), requestId: null).Count);

    [Fact]
    public void Null_among_the_names_is_skipped() =>
        Assert.Equal(["a", "b"], new ListLogstores("p", 0, 100).Read("""{"count":3,"total":3,"logstores":["a",null,"b"]}"""u8, requestId: null).Logstores);

    [Theory]
    [InlineData("""{"count":2,"total":2}""")]
    [InlineData("""{"shipper":null,"count":2,"total":2}""")]
    [InlineData("""{"count":2,"total":2,"shippers":["a","b"]}""")]
    public void Count_without_a_list_is_an_error_and_not_an_empty_page(string response) => Assert.Equal(
        "The field \"count\" is 2, but the list \"shipper\" is missing.",
        Assert.ThrowsAny<JsonException>(() => new ListShippers("p", "l", 0, 100).Read(Encoding.UTF8.GetBytes(response), requestId: null)).Message);

    [Fact]
    public void Empty_name_is_an_error() =>
        Assert.Equal("A name is empty.", Assert.ThrowsAny<JsonException>(static () => new ListShippers("p", "l", 0, 100).Read("""{"total":1,"shipper":[""]}"""u8, requestId: null)).Message);

    [Fact]
    public void Page_with_more_names_than_were_asked_for_is_refused() => Assert.Equal(
        "The page has more than the 1 items that were asked for.",
        Assert.Throws<JsonException>(() => new ListLogstores("p", 0, 1).Read("""{"count":1,"total":1,"logstores":["a","b"]}"""u8, requestId: null)).Message);
}
