namespace ShipperClient.Tests.Credentials;

/// <summary>The metadata service when its version 2 does not work: version 1 takes its place.</summary>
public sealed class MetadataVersionTests : IDisposable
{
    private const string Roles = "/latest/meta-data/ram/security-credentials/";
    private const string TokenHeader = "X-aliyun-ecs-metadata-token";

    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task A_token_that_is_refused_leads_to_version_1(int status)
    {
        await using var service = await StartAsync(request => request.Headers.ContainsKey(TokenHeader) ? (status, "") : Answer(request));

        Assert.Equal("theId", await TestMachine.IdOf(Provider()));
    }

    [Theory]
    [InlineData(302, "http://127.0.0.1:9/")]
    [InlineData(400, "")]
    [InlineData(500, "")]
    [InlineData(502, "")]
    [InlineData(200, "")]
    [InlineData(200, "two\nlines")]
    public async Task A_request_for_a_token_that_fails_leads_to_version_1(int status, string body)
    {
        await using var service = await StartAsync(request => request.Method == "PUT" ? (status, body) : Answer(request));

        Assert.Equal("theId", await TestMachine.IdOf(Provider()));
        Assert.All(service.Requests, static request => Assert.False(request.Headers.ContainsKey(TokenHeader)));
    }

    [Fact]
    public async Task A_request_for_a_token_without_a_response_leads_to_version_1_after_about_a_second()
    {
        await using var service = await StartAsync(request => request.Method == "PUT" ? HttpStub.Silence : Answer(request));
        _machine.Clock.AutoFire = static due => due == TimeSpan.FromSeconds(1.1);

        Assert.Equal("theId", await TestMachine.IdOf(Provider()));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("GET")]
    public async Task Version_1_is_not_used_instead_if_it_is_disabled(string refused)
    {
        await using var service = await StartAsync(request => request.Method == refused ? (403, "") : Answer(request));
        _machine.Variables["ALIBABA_CLOUD_IMDSV1_DISABLED"] = "true";

        var exception = await TestMachine.Fails(Provider());

        Assert.Contains("403", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ALIBABA_CLOUD_IMDSV1_DISABLED", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsSourceUnavailable);
        Assert.All(service.Requests.Where(static request => request.Method == "GET"), static request => Assert.True(request.Headers.ContainsKey(TokenHeader)));
    }

    [Fact]
    public async Task Only_a_refusal_by_version_1_means_that_there_is_no_role()
    {
        await using var service = await StartAsync(static request => request.Method == "PUT" ? (200, "token") : (404, ""));

        var exception = await TestMachine.Fails(Provider());

        Assert.Contains("This ECS instance has no RAM role.", exception.Message, StringComparison.Ordinal);
        Assert.Equal([true, false], service.Requests.Where(static request => request.Method == "GET").Select(static request => request.Headers.ContainsKey(TokenHeader)));
    }

    [Fact]
    public async Task A_machine_whose_metadata_address_does_not_respond_fails_within_2_seconds()
    {
        await using var service = await StartAsync(static _ => HttpStub.Silence);
        List<TimeSpan> waits = [];
        _machine.Clock.AutoFire = due =>
        {
            if (due < TimeSpan.FromSeconds(5))
            {
                waits.Add(due);
            }

            return due < TimeSpan.FromSeconds(5);
        };

        Assert.True((await TestMachine.Fails(Provider())).IsSourceUnavailable);
        Assert.InRange(waits.Distinct().Sum(static wait => wait.TotalSeconds), 1, 2);
    }

    private EcsRamRoleCredentialsProvider Provider() => new(_machine.Context);

    private async Task<HttpStub> StartAsync(Func<StubRequest, (int Status, string Body)> answer)
    {
        var service = await HttpStub.StartAsync(answer);
        _machine.Metadata = service.Address;
        return service;
    }

    private (int Status, string Body) Answer(StubRequest request) => (request.Method, request.Path) switch
    {
        ("PUT", _) => (200, "token"),
        ("GET", Roles) => (200, "the-role"),
        ("GET", Roles + "the-role") => (200, _machine.Reply("theId")),
        _ => (404, ""),
    };
}
