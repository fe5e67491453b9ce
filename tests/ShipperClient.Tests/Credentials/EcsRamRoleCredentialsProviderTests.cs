using System.Net;

namespace ShipperClient.Tests.Credentials;

/// <summary>The metadata service as a real server on loopback: version 2, version 1, none.</summary>
public sealed class EcsRamRoleCredentialsProviderTests : IDisposable
{
    private const string Roles = "/latest/meta-data/ram/security-credentials/";
    private const string SessionToken = "the-metadata-token";

    private readonly Place _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(null, new[] { "PUT /latest/api/token", "GET " + Roles, "GET " + Roles + "the-role" })]
    [InlineData("the-role", new[] { "PUT /latest/api/token", "GET " + Roles + "the-role" })]
    public async Task Asks_for_a_token_then_for_the_role_unless_it_is_named_and_then_for_its_credentials(string? role, string[] expected)
    {
        await using var service = await StartAsync();
        if (role is not null)
        {
            _place.Variables["ALIBABA_CLOUD_ECS_METADATA"] = role;
        }

        var credentials = await Provider().GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ("theId", Place.Secret, Place.Token, _place.Clock.GetUtcNow().AddHours(6)),
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
    public async Task Version_1_is_asked_without_a_token_where_version_2_is_refused(int status)
    {
        await using var service = await StartAsync(request => request.Method == "PUT" ? (status, "") : Answer(request));

        Assert.Equal("theId", await Place.IdOf(Provider()));
        Assert.All(service.Requests.Skip(1), static request => Assert.DoesNotContain("X-aliyun-ecs-metadata-token", request.Headers.Keys, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Version_1_is_not_asked_where_it_is_switched_off()
    {
        await using var service = await StartAsync(request => request.Method == "PUT" ? (404, "") : Answer(request));
        _place.Variables["ALIBABA_CLOUD_IMDSV1_DISABLED"] = "TRUE";

        var exception = await Place.Fails(Provider());

        Assert.EndsWith(
            ": The metadata service gives no token (status 404), and its version 1, which needs none, is switched off (ALIBABA_CLOUD_IMDSV1_DISABLED, or by the code).",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, false), (exception.StatusCode!.Value, exception.NothingThere));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Nothing_is_asked_where_it_is_switched_off()
    {
        await using var service = await StartAsync();
        _place.Variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";

        Assert.Contains("ALIBABA_CLOUD_ECS_METADATA_DISABLED", (await Place.Fails(Provider())).Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task A_machine_outside_the_cloud_is_told_at_once_where_nothing_listens()
    {
        _place.Metadata = await HttpStub.ClosedAsync();

        var exception = await Place.Fails(Provider());

        Assert.StartsWith(
            $"The credentials from the RAM role of the ECS instance (EcsRamRoleCredentialsProvider) could not be got: There is no metadata service here: {_place.Metadata.GetLeftPart(UriPartial.Authority)} could not be reached: ",
            exception.Message,
            StringComparison.Ordinal);
        Assert.IsType<HttpRequestException>(exception.InnerException!.InnerException);
        Assert.True(exception.NothingThere);
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public async Task A_machine_outside_the_cloud_is_told_within_2_seconds_where_nothing_answers()
    {
        await using var service = await StartAsync(static _ => HttpStub.Silence);
        var waiting = Place.Fails(Provider());
        await _place.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(1.8), TestContext.Current.CancellationToken);

        _place.Clock.Advance(TimeSpan.FromSeconds(1.8));

        var exception = await waiting;
        Assert.Contains("did not answer within 1.8 s", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.NothingThere);
    }

    [Fact]
    public async Task A_service_that_falls_silent_midway_is_there_and_has_a_passing_fault()
    {
        await using var service = await StartAsync(request => request.Method == "PUT" ? Answer(request) : HttpStub.Silence);
        var waiting = Place.Fails(Provider());
        while (service.Requests.Count < 2)
        {
            await Task.Yield();
        }

        _place.Clock.Advance(TimeSpan.FromSeconds(1.8));

        var exception = await waiting;
        Assert.Equal((true, false), (exception.IsTransient, exception.NothingThere));
    }

    [Theory]
    [InlineData("PUT", 500, "", "the request for a token with status 500.", true, false)]
    [InlineData("PUT", 300, "http://127.0.0.1:9/", "the request for a token with status 300.", false, true)]
    [InlineData("PUT", 399, "http://127.0.0.1:9/", "the request for a token with status 399.", false, true)]
    [InlineData("PUT", 200, "two\nlines", "token cannot be used. Is it the metadata service of an ECS instance that answers?", false, true)]
    [InlineData("PUT", 200, "", "token cannot be used. Is it the metadata service of an ECS instance that answers?", false, true)]
    [InlineData("GET", 503, "", "the request for the name of the role with status 503.", true, false)]
    [InlineData("GET", 400, "", "the request for the name of the role with status 400.", false, false)]
    [InlineData("GET", 200, "<html>sign in</html>", "not the name of a RAM role. Is it the metadata service of an ECS instance that answers?", false, true)]
    [InlineData("GET", 404, "", "has no RAM role. Attach one to it, or give credentials in another way.", false, true)]
    [InlineData("GET", 200, " ", "has no RAM role. Attach one to it, or give credentials in another way.", false, true)]
    public async Task A_fault_of_the_service_is_told(string method, int status, string body, string expected, bool transient, bool nothingThere)
    {
        await using var service = await StartAsync(request => request.Method == method ? (status, body) : Answer(request));

        var exception = await Place.Fails(Provider());

        Assert.EndsWith(expected, exception.Message, StringComparison.Ordinal);
        Assert.Equal((transient, nothingThere, (HttpStatusCode)status), (exception.IsTransient, exception.NothingThere, exception.StatusCode ?? HttpStatusCode.OK));
    }

    [Fact]
    public async Task Credentials_that_are_not_given_are_told()
    {
        await using var service = await StartAsync(request => request.Path.EndsWith("the-role", StringComparison.Ordinal) ? (500, "") : Answer(request));

        Assert.EndsWith("The metadata service answered the request for credentials with status 500.", (await Place.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task The_name_of_a_role_is_read_up_to_128_characters(int length, bool isName)
    {
        var role = new string('r', length - 3) + "-_.";
        await using var service = await StartAsync(request => request.Path == Roles ? (200, role) : request.Path.EndsWith(role, StringComparison.Ordinal) ? (200, _place.Reply("theId")) : Answer(request));

        if (isName)
        {
            Assert.Equal("theId", await Place.IdOf(Provider()));
        }
        else
        {
            Assert.Contains("is not the name of a RAM role", (await Place.Fails(Provider())).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refusal_in_a_reply_is_told_with_its_code()
    {
        await using var service = await StartAsync(request => request.Path.EndsWith("the-role", StringComparison.Ordinal) ? (200, """{"Code":"Failed"}""") : Answer(request));

        var exception = await Place.Fails(Provider());

        Assert.EndsWith("The metadata service's reply has the code Failed instead of Success.", exception.Message, StringComparison.Ordinal);
        Assert.Equal("Failed", exception.ErrorCode);
    }

    [Theory]
    [InlineData("{\"Code\":\"Failed\",\"AccessKeySecret\":\"" + Place.Secret + "\"}", "code Failed instead of Success")]
    [InlineData("{\"Code\":\"Success\",\"AccessKeySecret\":\"" + Place.Secret + "\"}", "has no AccessKeyId")]
    [InlineData("{\"Code\":\"Success\",\"AccessKeyId\":\"id\",\"AccessKeySecret\":null}", "has no AccessKeySecret")]
    [InlineData("{\"AccessKeyId\":\"id\",\"AccessKeySecret\":\"" + Place.Secret + "\\n\"}", "cannot be used")]
    [InlineData("{\"AccessKeyId\":\"id\",\"AccessKeySecret\":\"" + Place.Secret + "\",\"Expiration\":\"soon\"}", "not a time in ISO 8601")]
    [InlineData("{\"AccessKeyId\":" + Place.Secret, "is not JSON from line 1, byte 17 on")]
    [InlineData("{\"AccessKeyId\":n" + Place.Secret, "is not JSON from line 1")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("", "is not JSON")]
    public async Task Odd_credentials_are_told_and_never_shown(string body, string expected)
    {
        await using var service = await StartAsync(request => request.Path.EndsWith("the-role", StringComparison.Ordinal) ? (200, body) : Answer(request));

        Assert.Contains(expected, (await Place.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_is_not_of_this_instance_is_told()
    {
        await using var service = await StartAsync();
        var exception = await Place.Fails(Named("no-role"));

        Assert.Contains("knows no RAM role no-role", exception.Message, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, false), (exception.StatusCode!.Value, exception.NothingThere));
    }

    [Theory]
    [InlineData(64 * 1024, false)]
    [InlineData((64 * 1024) + 1, true)]
    public async Task A_reply_is_read_up_to_64_KiB(int length, bool isTooLong)
    {
        var reply = _place.Reply("theId");
        await using var service = await StartAsync(request => request.Path.EndsWith("the-role", StringComparison.Ordinal) ? (200, reply.PadRight(length)) : Answer(request));

        if (isTooLong)
        {
            Assert.Contains("longer than 64 KiB", (await Place.Fails(Provider())).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("theId", await Place.IdOf(Provider()));
        }
    }

    [Fact]
    public void An_empty_role_is_a_mistake() => Assert.Throws<ArgumentException>("roleName", static () => new EcsRamRoleCredentialsProvider(" "));

    private EcsRamRoleCredentialsProvider Provider() => new(_place.Surroundings);

    private EcsRamRoleCredentialsProvider Named(string role)
    {
        _place.Variables["ALIBABA_CLOUD_ECS_METADATA"] = role;
        return Provider();
    }

    private async Task<HttpStub> StartAsync(Func<StubRequest, (int Status, string Body)>? answer = null)
    {
        var service = await HttpStub.StartAsync(answer ?? Answer);
        _place.Metadata = service.Address;
        return service;
    }

    private (int Status, string Body) Answer(StubRequest request) => (request.Method, request.Path) switch
    {
        ("PUT", "/latest/api/token") => (200, SessionToken),
        ("GET", Roles) => (200, "the-role"),
        ("GET", Roles + "the-role") => (200, _place.Reply("theId")),
        _ => (404, ""),
    };
}
