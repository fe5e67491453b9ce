using System.Net;

namespace ShipperClient.Tests.Credentials;

/// <summary>The metadata service as a real server on loopback: version 2, version 1, none.</summary>
public sealed class EcsRamRoleCredentialsProviderTests : IDisposable
{
    private const string Roles = "/latest/meta-data/ram/security-credentials/";
    private const string SessionToken = "the-metadata-token";

    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData(null, new[] { "PUT /latest/api/token", "GET " + Roles, "GET " + Roles + "the-role" })]
    [InlineData("the-role", new[] { "PUT /latest/api/token", "GET " + Roles + "the-role" })]
    public async Task The_service_is_asked_for_a_token_then_the_role_unless_it_is_named_then_its_credentials(string? role, string[] expected)
    {
        await using var service = await StartAsync();
        if (role is not null)
        {
            _machine.Variables["ALIBABA_CLOUD_ECS_METADATA"] = role;
        }

        var credentials = await Provider().GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ("theId", TestMachine.Secret, TestMachine.Token, _machine.Clock.GetUtcNow().AddHours(6)),
            (credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken, credentials.ExpiresAt!.Value));
        Assert.Equal(expected, service.Requests.Select(static request => $"{request.Method} {request.Path}"), StringComparer.Ordinal);
        Assert.Equal("300", service.Requests.First().Headers["X-aliyun-ecs-metadata-token-ttl-seconds"]);
        Assert.All(service.Requests.Skip(1), static request => Assert.Equal(SessionToken, request.Headers["X-aliyun-ecs-metadata-token"]));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(499)]
    public async Task Version_1_is_used_without_a_token_if_version_2_is_refused(int status)
    {
        await using var service = await StartAsync(request => request.Method == "PUT" ? (status, "") : Answer(request));

        Assert.Equal("theId", await TestMachine.IdOf(Provider()));
        Assert.All(service.Requests.Skip(1), static request => Assert.DoesNotContain("X-aliyun-ecs-metadata-token", request.Headers.Keys, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Version_1_is_not_used_if_it_is_disabled()
    {
        await using var service = await StartAsync(request => request.Method == "PUT" ? (404, "") : Answer(request));
        _machine.Variables["ALIBABA_CLOUD_IMDSV1_DISABLED"] = "TRUE";

        var exception = await TestMachine.Fails(Provider());

        Assert.EndsWith(
            ": The metadata service returned no token (status 404), and version 1, which requires no token, is disabled (ALIBABA_CLOUD_IMDSV1_DISABLED, or in code).",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, false), (exception.StatusCode!.Value, exception.IsSourceUnavailable));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_disabled_metadata_service_is_not_asked()
    {
        await using var service = await StartAsync();
        _machine.Variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";

        Assert.Contains("ALIBABA_CLOUD_ECS_METADATA_DISABLED", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task A_machine_outside_the_cloud_fails_immediately_if_nothing_listens()
    {
        _machine.Metadata = await HttpStub.ClosedAsync();

        var exception = await TestMachine.Fails(Provider());

        Assert.StartsWith(
            $"The credentials from the RAM role of the ECS instance (EcsRamRoleCredentialsProvider) could not be obtained: There is no metadata service here: {_machine.Metadata.GetLeftPart(UriPartial.Authority)} could not be reached: ",
            exception.Message,
            StringComparison.Ordinal);
        Assert.IsType<HttpRequestException>(exception.InnerException!.InnerException);
        Assert.True(exception.IsSourceUnavailable);
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public async Task A_machine_outside_the_cloud_fails_within_2_seconds_if_nothing_responds()
    {
        await using var service = await StartAsync(static _ => HttpStub.Silence);
        var waiting = TestMachine.Fails(Provider());
        foreach (var limit in (double[])[1.1, 0.7])
        {
            await _machine.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(limit), TestContext.Current.CancellationToken);
            _machine.Clock.Advance(TimeSpan.FromSeconds(limit));
        }

        var exception = await waiting;
        Assert.Contains("did not respond within 0.7 s", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsSourceUnavailable);
    }

    [Fact]
    public async Task A_service_that_stops_responding_midway_is_a_transient_failure()
    {
        await using var service = await StartAsync(request => request.Method == "PUT" ? Answer(request) : HttpStub.Silence);
        var waiting = TestMachine.Fails(Provider());
        while (service.Requests.Count < 2)
        {
            await Task.Yield();
        }

        _machine.Clock.Advance(TimeSpan.FromSeconds(1.8));

        var exception = await waiting;
        Assert.Equal((true, false), (exception.IsTransient, exception.IsSourceUnavailable));
    }

    [Theory]
    [InlineData("GET", 503, "", "the request for the name of the role with status 503.", true, false)]
    [InlineData("GET", 300, "http://127.0.0.1:9/", "the request for the name of the role with status 300.", false, true)]
    [InlineData("GET", 399, "http://127.0.0.1:9/", "the request for the name of the role with status 399.", false, true)]
    [InlineData("GET", 400, "", "the request for the name of the role with status 400.", false, false)]
    [InlineData("GET", 200, "<html>sign in</html>", "not the name of a RAM role. Check that it is the metadata service of an ECS instance that responds.", false, true)]
    [InlineData("GET", 404, "", "has no RAM role. Attach one to it, or configure another source.", false, true)]
    [InlineData("GET", 200, " ", "has no RAM role. Attach one to it, or configure another source.", false, true)]
    public async Task A_failure_of_the_service_says_which_request_failed(string method, int status, string body, string expected, bool transient, bool isSourceUnavailable)
    {
        await using var service = await StartAsync(request => request.Method == method ? (status, body) : Answer(request));

        var exception = await TestMachine.Fails(Provider());

        Assert.EndsWith(expected, exception.Message, StringComparison.Ordinal);
        Assert.Equal((transient, isSourceUnavailable, (HttpStatusCode)status), (exception.IsTransient, exception.IsSourceUnavailable, exception.StatusCode ?? HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_failed_request_for_credentials_is_named()
    {
        await using var service = await StartAsync(request => request.Path.EndsWith("the-role", StringComparison.Ordinal) ? (500, "") : Answer(request));

        Assert.EndsWith("The metadata service responded to the request for credentials with status 500.", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task The_name_of_a_role_may_have_128_characters(int length, bool isName)
    {
        var role = new string('r', length - 3) + "-_.";
        await using var service = await StartAsync(request => request.Path == Roles ? (200, role) : request.Path.EndsWith(role, StringComparison.Ordinal) ? (200, _machine.Reply("theId")) : Answer(request));

        if (isName)
        {
            Assert.Equal("theId", await TestMachine.IdOf(Provider()));
        }
        else
        {
            Assert.Contains("is not the name of a RAM role", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refusal_in_a_response_keeps_its_code()
    {
        await using var service = await StartAsync(request => request.Path.EndsWith("the-role", StringComparison.Ordinal) ? (200, """{"Code":"Failed"}""") : Answer(request));

        var exception = await TestMachine.Fails(Provider());

        Assert.EndsWith("The response of the metadata service has the code Failed instead of Success.", exception.Message, StringComparison.Ordinal);
        Assert.Equal("Failed", exception.ErrorCode);
    }

    [Theory]
    [InlineData("{\"Code\":\"Failed\",\"AccessKeySecret\":\"" + TestMachine.Secret + "\"}", "code Failed instead of Success")]
    [InlineData("{\"Code\":\"Success\",\"AccessKeySecret\":\"" + TestMachine.Secret + "\"}", "has no AccessKeyId")]
    [InlineData("{\"Code\":\"Success\",\"AccessKeyId\":\"id\",\"AccessKeySecret\":null}", "has no AccessKeySecret")]
    [InlineData("{\"AccessKeyId\":\"id\",\"AccessKeySecret\":\"" + TestMachine.Secret + "\\n\"}", "cannot be used")]
    [InlineData("{\"AccessKeyId\":\"id\",\"AccessKeySecret\":\"" + TestMachine.Secret + "\",\"Expiration\":\"soon\"}", "not a time in ISO 8601")]
    [InlineData("{\"AccessKeyId\":" + TestMachine.Secret, "is not valid JSON at line 1, byte 17")]
    [InlineData("{\"AccessKeyId\":n" + TestMachine.Secret, "is not valid JSON at line 1")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("", "is not valid JSON")]
    public async Task Invalid_credentials_are_described_and_never_shown(string body, string expected)
    {
        await using var service = await StartAsync(request => request.Path.EndsWith("the-role", StringComparison.Ordinal) ? (200, body) : Answer(request));

        Assert.Contains(expected, (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_of_another_instance_is_named()
    {
        await using var service = await StartAsync();
        var exception = await TestMachine.Fails(Named("no-role"));

        Assert.Contains("has no RAM role no-role", exception.Message, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, false), (exception.StatusCode!.Value, exception.IsSourceUnavailable));
    }

    [Theory]
    [InlineData(64 * 1024, false)]
    [InlineData((64 * 1024) + 1, true)]
    public async Task A_response_may_have_64_KiB(int length, bool isTooLong)
    {
        var reply = _machine.Reply("theId");
        await using var service = await StartAsync(request => request.Path.EndsWith("the-role", StringComparison.Ordinal) ? (200, reply.PadRight(length)) : Answer(request));

        if (isTooLong)
        {
            Assert.Contains("longer than 64 KiB", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("theId", await TestMachine.IdOf(Provider()));
        }
    }

    [Fact]
    public void An_empty_role_is_refused() => Assert.Throws<ArgumentException>("roleName", static () => new EcsRamRoleCredentialsProvider(" "));

    private EcsRamRoleCredentialsProvider Provider() => new(_machine.Context);

    private EcsRamRoleCredentialsProvider Named(string role)
    {
        _machine.Variables["ALIBABA_CLOUD_ECS_METADATA"] = role;
        return Provider();
    }

    private async Task<HttpStub> StartAsync(Func<StubRequest, (int Status, string Body)>? answer = null)
    {
        var service = await HttpStub.StartAsync(answer ?? Answer);
        _machine.Metadata = service.Address;
        return service;
    }

    private (int Status, string Body) Answer(StubRequest request) => (request.Method, request.Path) switch
    {
        ("PUT", "/latest/api/token") => (200, SessionToken),
        ("GET", Roles) => (200, "the-role"),
        ("GET", Roles + "the-role") => (200, _machine.Reply("theId")),
        _ => (404, ""),
    };
}
