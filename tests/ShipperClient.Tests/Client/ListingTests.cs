using ShipperClient.Testing;

namespace ShipperClient.Tests.Client;

public class ListingTests
{
    [Fact]
    public async Task Logstores_are_listed_a_page_a_call_as_public_clients_ask_for_them()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Service.AddLogstore("test-project", "another");

        var page = await fixture.Client().ListLogstoresAsync("test-project", offset: 1, size: 1);

        Assert.Equal((1, 2), (page.Count, page.Total));
        Assert.Equal(["test-logstore"], page.Logstores);
        Assert.NotNull(page.RequestId);
        var sent = Assert.Single(fixture.Requests);
        Assert.Equal(("GET", "/logstores", "logstoreName=&offset=1&size=1", SignatureVerdict.Valid), (sent.Method, sent.Path, sent.Query, sent.SignatureVerdict));
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Shippers_are_listed_a_page_a_call_under_either_signature(SignatureVersion version)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Service.AddShipper(Sample.Shipper with { Name = "another" });
        var client = fixture.Client(options => options.SignatureVersion = version);

        var page = await client.ListShippersAsync("test-project", "test-logstore");
        await client.ListLogstoresAsync("test-project");

        Assert.Equal((2, 2), (page.Count, page.Total));
        Assert.Equal(["another", "test-shipper"], page.Shippers);
        Assert.Equal(("/logstores/test-logstore/shipper", "offset=0&size=100"), (fixture.Requests[0].Path, fixture.Requests[0].Query));
        Assert.All(fixture.Requests, request => Assert.Equal(SignatureVerdict.Valid, request.SignatureVerdict));
    }

    [Fact]
    public async Task Missing_resource_is_named()
    {
        await using var fixture = await ServiceFixture.StartAsync();

        var logstore = await Assert.ThrowsAsync<LogServiceNotFoundException>(() => fixture.Client().ListShippersAsync("test-project", "nowhere"));
        var project = await Assert.ThrowsAsync<LogServiceNotFoundException>(() => fixture.Client().ListLogstoresAsync("nobody"));

        Assert.Equal((LogServiceResource.Logstore, LogServiceResource.Project), (logstore.Resource, project.Resource));
    }

    [Fact]
    public async Task Refused_call_names_the_action_that_its_policy_must_allow()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client();
        (string Action, Func<Task> Call)[] calls =
        [
            ("log:GetShipperStatus", () => client.GetShipperStatusAsync(fixture.Query)),
            ("log:RetryShipperTask", () => client.RetryShipperTasksAsync(Sample.Shipper, ["id"])),
            ("log:ListLogStores", () => client.ListLogstoresAsync("test-project")),
            ("log:ListShipper", () => client.ListShippersAsync("test-project", "test-logstore")),
        ];
        foreach (var (action, call) in calls)
        {
            fixture.FailWith(System.Net.HttpStatusCode.Forbidden, LogServiceErrorCodes.Unauthorized);

            var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(call);

            Assert.EndsWith($" Check the access key, and that its RAM policy allows {action}.", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"total":1,"logstores":"a"}""")]
    [InlineData("""{"total":1,"logstores":[""]}""")]
    [InlineData("""{"total":1,"logstores":["a"]} x""")]
    public async Task A_list_that_is_not_the_documented_JSON_is_a_protocol_error(string body)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Reply(System.Net.HttpStatusCode.OK, body));

        await Assert.ThrowsAsync<LogServiceProtocolException>(() => fixture.Client().ListLogstoresAsync("test-project"));
    }

    [Fact]
    public async Task Project_without_Logstores_is_an_empty_list()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Reply(System.Net.HttpStatusCode.OK, """{"total":"0","logstores":null,"more":{}}"""));

        Assert.Empty((await fixture.Client().ListLogstoresAsync("test-project")).Logstores);
    }

    [Fact]
    public async Task Bad_arguments_are_refused_before_anything_is_sent()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client();

        Assert.Equal("project", Assert.Throws<ArgumentException>(() => { _ = client.ListLogstoresAsync("../x"); }).ParamName);
        Assert.Equal("project", Assert.Throws<ArgumentNullException>(() => { _ = client.ListLogstoresAsync(null!); }).ParamName);
        Assert.Equal("offset", Assert.Throws<ArgumentOutOfRangeException>(() => { _ = client.ListLogstoresAsync("p", offset: -1); }).ParamName);
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => { _ = client.ListLogstoresAsync("p", size: 0); }).ParamName);
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => { _ = client.ListShippersAsync("p", "l", size: 501); }).ParamName);
        Assert.Equal("project", Assert.Throws<ArgumentException>(() => { _ = client.ListShippersAsync("p/q", "l"); }).ParamName);
        Assert.Equal("logstore", Assert.Throws<ArgumentException>(() => { _ = client.ListShippersAsync("p", "l?"); }).ParamName);
        Assert.Empty(fixture.Requests);
    }
}
