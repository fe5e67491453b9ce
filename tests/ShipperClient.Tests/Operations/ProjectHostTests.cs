namespace ShipperClient.Tests.Operations;

/// <summary>Every project's name that is taken makes an address: none fails only once it is put before the endpoint.</summary>
public sealed class ProjectHostTests
{
    public static TheoryData<string> Projects { get; } = [new string('a', 63), "-a", "a-", "_", "a_b", "-", "1", "1-1"];

    public static TheoryData<string> LongProjects { get; } = [new string('a', 64), new string('a', 128)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_valid_project_can_be_addressed_by_host(string project)
    {
        using var request = SampleOperations.RetryRequest(Sample.Endpoint(), Sample.Shipper with { Project = project }, ["a"]);

        Assert.Equal($"{project}.cn-hangzhou.log.aliyuncs.com", request.RequestUri!.Host);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    public async Task Project_longer_than_a_host_label_is_refused_at_the_call_unless_the_endpoint_takes_it_in_a_header(int length)
    {
        var shipper = Sample.Shipper with { Project = new string('a', length) };
        using var service = new CannedService { Reply = new(200, "{\"total\":0}"u8.ToArray(), []) };
        (string Parameter, Func<LogServiceClient, Task> Call)[] calls =
        [
            ("query", client => client.GetShipperStatusAsync(ShipperStatusQuery.Last(shipper, TimeSpan.FromHours(1)))),
            ("shipper", client => client.RetryShipperTasksAsync(shipper, ["id"])),
            ("project", client => client.ListLogstoresAsync(shipper.Project)),
            ("project", client => client.ListShippersAsync(shipper.Project, "l")),
        ];
        foreach (var (parameter, call) in calls)
        {
            var exception = Assert.Throws<ArgumentException>(parameter, () => { _ = call(service.Client); });
            Assert.StartsWith(
                $"The project has {length} characters, but it is the first label of the host, which has at most 63. Check the name.", exception.Message, StringComparison.Ordinal);
        }

        Assert.Empty(service.Requests);
        foreach (var endpoint in (string[])["http://127.0.0.1:8080", "localhost"])
        {
            using var direct = new CannedService(options => options.Endpoint = endpoint) { Reply = new(200, [], []) };
            await direct.Client.RetryShipperTasksAsync(shipper, ["id"]);
            Assert.Single(direct.Requests);
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    [MemberData(nameof(LongProjects))]
    public void Every_valid_project_can_be_addressed_by_header(string project)
    {
        using var request = SampleOperations.RetryRequest(Sample.Endpoint("http://127.0.0.1:8080"), Sample.Shipper with { Project = project }, ["a"]);

        Assert.Equal($"{project}.127.0.0.1:8080", request.Headers.Host);
    }
}
