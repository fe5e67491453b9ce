using System.Text.Json;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Operations;

public sealed class ListingTests : ServiceTest
{
    [Fact]
    public async Task Logstores_of_a_project_are_listed_page_by_page_in_ordinal_order()
    {
        Service.AddLogstore("project", "b");
        Service.AddLogstore("PROJECT", "a");
        Service.AddLogstore("another", "c");

        Assert.Equal("""{"count":3,"total":3,"logstores":["a","b","logstore"]}""", await ListAsync("/logstores"));
        Assert.Equal("""{"count":1,"total":3,"logstores":["b"]}""", await ListAsync("/logstores", ("offset", "1"), ("size", "1")));
        Assert.Equal("""{"count":0,"total":3,"logstores":[]}""", await ListAsync("/logstores", ("offset", "3")));
        Assert.Equal("""{"count":1,"total":1,"logstores":["logstore"]}""", await ListAsync("/logstores", ("logstoreName", "gst")));
    }

    [Fact]
    public async Task Shippers_of_a_Logstore_are_listed()
    {
        Service.AddShipper(Reference with { Name = "other" });
        Service.AddLogstore("project", "empty");

        Assert.Equal("""{"count":2,"total":2,"shipper":["other","shipper"]}""", await ListAsync("/logstores/logstore/shipper"));
        Assert.Equal("""{"count":0,"total":0,"shipper":[]}""", await ListAsync("/logstores/empty/shipper"));
        await RefusesAsync(Get with { Path = "/logstores/nowhere/shipper", Query = [] }, 404, "LogStoreNotExist");
        await RefusesAsync(Get with { Host = "nobody.127.0.0.1", Path = "/logstores", Query = [] }, 404, "ProjectNotExist");
    }

    [Theory]
    [InlineData("offset", "-1")]
    [InlineData("offset", "x")]
    [InlineData("size", "0")]
    [InlineData("size", "501")]
    public async Task Listing_refuses_an_invalid_page(string key, string value)
    {
        await RefusesAsync(Get with { Path = "/logstores", Query = [(key, value)] }, 400, "ParameterInvalid");
        await RefusesAsync(Get with { Path = "/logstores/logstore/shipper", Query = [(key, value), (key, value)] }, 400, "ParameterInvalid");
    }

    [Fact]
    public async Task Listing_refuses_other_methods()
    {
        await RefusesAsync(Put with { Path = "/logstores" }, 405, "MethodNotAllowed");
        await RefusesAsync(Put with { Path = "/logstores/logstore/shipper" }, 405, "MethodNotAllowed");
        Assert.Throws<ArgumentException>(() => Service.AddLogstore("", "a"));
        Assert.Throws<ArgumentNullException>(() => Service.AddLogstore("a", null!));
    }

    private async Task<string> ListAsync(string path, params (string Key, string Value)[] query)
    {
        using var response = await SendAsync(Get with { Path = path, Query = query });
        var body = await response.Content.ReadAsStringAsync();
        using var json = JsonDocument.Parse(body);
        return body;
    }
}
