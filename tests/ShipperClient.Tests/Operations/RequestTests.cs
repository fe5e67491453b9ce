using System.Text;
using ShipperClient.Internal.Operations;

namespace ShipperClient.Tests.Operations;

public sealed class RequestTests
{
    private static readonly ShipperStatusQuery Query =
        new(Sample.Shipper, DateTimeOffset.FromUnixTimeSeconds(1448748198), DateTimeOffset.FromUnixTimeSeconds(1448948198)) { Offset = 1500, Size = 500 };

    [Theory]
    [InlineData(ShipperTaskStatus.Running, "&status=running")]
    [InlineData(ShipperTaskStatus.Success, "&status=success")]
    [InlineData(ShipperTaskStatus.Fail, "&status=fail")]
    [InlineData(null, "")]
    public void Status_is_part_of_the_query_only_if_there_is_one(ShipperTaskStatus? status, string written)
    {
        using var request = SampleOperations.GetRequest(Sample.Endpoint(), Query with { Status = status });

        Assert.Equal(HttpMethod.Get, request.Method);
        Assert.Equal(
            "https://test-project.cn-hangzhou.log.aliyuncs.com/logstores/test-logstore/shipper/test-shipper/tasks"
            + $"?from=1448748198&to=1448948198{written}&offset=1500&size=500",
            request.RequestUri!.AbsoluteUri);
        Assert.Null(request.Content);
        Assert.Null(request.Headers.Host);
    }

    [Fact]
    public void Operation_names_its_target_and_the_action_that_it_needs()
    {
        Operation[] operations = [SampleOperations.Get(), new RetryShipperTasks(Sample.Shipper, ["a"]), new ListShippers("test-project", "test-logstore", 0, 100), new ListLogstores("test-project", 0, 100)];

        Assert.Equal(
            [
                ("log:GetShipperStatus", "test-project/test-logstore/test-shipper"), ("log:RetryShipperTask", "test-project/test-logstore/test-shipper"),
                ("log:ListShipper", "test-project/test-logstore"), ("log:ListLogStores", "test-project"),
            ],
            operations.Select(static operation => (operation.Action, operation.Target)));
    }

    [Theory]
    [MemberData(nameof(CultureScope.All), MemberType = typeof(CultureScope))]
    public void Numbers_are_written_alike_in_every_culture(string culture)
    {
        using var scope = new CultureScope(culture);
        using var request = SampleOperations.GetRequest(
            Sample.Endpoint(), new ShipperStatusQuery(Sample.Shipper, DateTimeOffset.UnixEpoch.AddSeconds(-5), DateTimeOffset.MaxValue) { Offset = int.MaxValue });

        Assert.Equal("?from=-5&to=253402300799&offset=2147483647&size=100", request.RequestUri!.Query);
    }

    [Fact]
    public void Fractions_of_seconds_are_cut_off()
    {
        using var request = SampleOperations.GetRequest(
            Sample.Endpoint(), Query with { From = Query.From.AddMilliseconds(999), To = Query.To.AddMilliseconds(999).ToOffset(TimeSpan.FromHours(-5)) });

        Assert.StartsWith("?from=1448748198&to=1448948198&", request.RequestUri!.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:8080", "https://127.0.0.1:8080/", "test-project.127.0.0.1:8080")]
    [InlineData("http://127.0.0.1", "http://127.0.0.1/", "test-project.127.0.0.1")]
    [InlineData("http://localhost:5000", "http://localhost:5000/", "test-project.localhost:5000")]
    [InlineData("HTTP://LOCALHOST:80", "http://localhost/", "test-project.localhost")]
    public void IP_address_is_connected_to_with_the_project_in_the_host_header(string endpoint, string address, string host)
    {
        using var request = SampleOperations.RetryRequest(Sample.Endpoint(endpoint), Sample.Shipper, ["a"]);

        Assert.Equal($"{address}logstores/test-logstore/shipper/test-shipper/tasks", request.RequestUri!.AbsoluteUri);
        Assert.Equal(host, request.Headers.Host);
    }

    [Theory]
    [InlineData("http://cn-hangzhou.log.aliyuncs.com", "http://test-project.cn-hangzhou.log.aliyuncs.com/")]
    [InlineData("https://cn-hangzhou.log.aliyuncs.com:443/", "https://test-project.cn-hangzhou.log.aliyuncs.com/")]
    [InlineData("cn-hangzhou.log.aliyuncs.com:8443", "https://test-project.cn-hangzhou.log.aliyuncs.com:8443/")]
    public void Project_is_the_first_label_of_any_other_host(string endpoint, string address)
    {
        using var request = SampleOperations.RetryRequest(Sample.Endpoint(endpoint), Sample.Shipper, ["a"]);

        Assert.Equal($"{address}logstores/test-logstore/shipper/test-shipper/tasks", request.RequestUri!.AbsoluteUri);
        Assert.Null(request.Headers.Host);
    }

    [Fact]
    public void Requests_to_shippers_in_turn_have_the_address_and_host_of_their_own()
    {
        var endpoint = Sample.Endpoint("http://127.0.0.1:8080");
        ShipperReference[] shippers = [new("p1", "l", "s"), new("p1", "l", "s"), new("p1", "l", "S"), new("p2", "l", "S"), new("p1", "l", "s")];

        Assert.Equal(
            ["/logstores/l/shipper/s/tasks p1.127.0.0.1:8080", "/logstores/l/shipper/s/tasks p1.127.0.0.1:8080", "/logstores/l/shipper/S/tasks p1.127.0.0.1:8080",
                "/logstores/l/shipper/S/tasks p2.127.0.0.1:8080", "/logstores/l/shipper/s/tasks p1.127.0.0.1:8080"],
            shippers.Select(shipper =>
            {
                using var request = SampleOperations.RetryRequest(endpoint, shipper, ["a"]);
                return $"{request.RequestUri!.PathAndQuery} {request.Headers.Host}";
            }).ToList());
    }

    [Fact]
    public async Task Ids_are_sent_as_a_compact_list_of_exactly_application_json()
    {
        using var request = SampleOperations.RetryRequest(Sample.Endpoint(), Sample.Shipper, ["b", "a", "a", "q\"\\\n+/<状态"]);

        Assert.Equal(HttpMethod.Put, request.Method);
        Assert.Equal("application/json", request.Content!.Headers.NonValidated["Content-Type"].ToString());
        Assert.Equal(
            """["b","a","a","q\"\\\n+/<状态"]""",
            Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("cn-hangzhou.log.aliyuncs.com")]
    [InlineData("http://127.0.0.1:8080")]
    public void Path_is_sent_as_it_is_signed_for_every_valid_character(string endpoint)
    {
        var shipper = new ShipperReference("aZ09", "-_aZ09_-", "_aZ-09_");
        using var request = SampleOperations.RetryRequest(Sample.Endpoint(endpoint), shipper, ["a"]);

        Assert.Equal("/logstores/-_aZ09_-/shipper/_aZ-09_/tasks", request.RequestUri!.PathAndQuery);
    }
}
