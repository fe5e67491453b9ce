namespace ShipperClient.Tests.Operations;

/// <summary>Every project's name that is taken makes an address: none fails only once it is put before the endpoint.</summary>
public sealed class ProjectHostTests
{
    public static TheoryData<string> Projects { get; } = [new string('a', 63), new string('a', 64), new string('a', 128), "-a", "a-", "_", "a_b", "-", "1", "1-1"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_valid_project_can_be_addressed_by_host(string project)
    {
        using var request = SampleOperations.RetryRequest(Sample.Endpoint(), Sample.Shipper with { Project = project }, ["a"]);

        Assert.Equal($"{project}.cn-hangzhou.log.aliyuncs.com", request.RequestUri!.Host);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_valid_project_can_be_addressed_by_header(string project)
    {
        using var request = SampleOperations.RetryRequest(Sample.Endpoint("http://127.0.0.1:8080"), Sample.Shipper with { Project = project }, ["a"]);

        Assert.Equal($"{project}.127.0.0.1:8080", request.Headers.Host);
    }
}
