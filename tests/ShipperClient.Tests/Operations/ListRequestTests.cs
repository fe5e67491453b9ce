using ShipperClient.Internal.Operations;

namespace ShipperClient.Tests.Operations;

/// <summary>The requests that find shippers, and both sides of the limits of their arguments.</summary>
public sealed class ListRequestTests
{
    [Fact]
    public void Requests_are_those_of_public_clients_in_every_culture()
    {
        foreach (var culture in CultureScope.Names)
        {
            using var scope = new CultureScope(culture);
            using var logstores = new ListLogstores("p", offset: 1000, size: 500).CreateRequest(Sample.Endpoint(), Sample.Now);
            using var shippers = new ListShippers("p", "l", offset: 0, size: 1).CreateRequest(Sample.Endpoint(), Sample.Now);

            Assert.Equal("GET https://p.cn-hangzhou.log.aliyuncs.com/logstores?logstoreName=&offset=1000&size=500", $"{logstores.Method} {logstores.RequestUri}");
            Assert.Equal("GET https://p.cn-hangzhou.log.aliyuncs.com/logstores/l/shipper?offset=0&size=1", $"{shippers.Method} {shippers.RequestUri}");
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(int.MaxValue, 500)]
    public void Size_of_1_to_500_is_accepted(int offset, int size) => Assert.Null(Record.Exception(() => new ListLogstores("p", offset, size)));

    [Fact]
    public void Negative_offset_is_refused() => Assert.Equal(
        "The offset is the number of names to skip and cannot be negative, but is -1. Start at 0. (Parameter 'offset')",
        Assert.Throws<ArgumentOutOfRangeException>("offset", static () => new ListShippers("p", "l", -1, 1)).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public void Size_outside_1_to_500_is_refused(int given) => Assert.Equal(
        $"The size of a page must be 1 to 500, but is {given}. To list more, request the next page. (Parameter 'size')",
        Assert.Throws<ArgumentOutOfRangeException>("size", () => new ListLogstores("p", 0, given)).Message);

    [Fact]
    public void Unsafe_name_is_refused()
    {
        Assert.Throws<ArgumentException>("project", static () => new ListLogstores("../x", 0, 1));
        Assert.Throws<ArgumentException>("project", static () => new ListShippers("../x", "l", 0, 1));
        Assert.Throws<ArgumentException>("logstore", static () => new ListShippers("p", "../x", 0, 1));
    }
}
