using System.Net;

namespace ShipperClient.Tests.Credentials;

/// <summary>The STS as a real server on loopback, asked with an OIDC token.</summary>
public sealed class OidcCredentialsProviderTests : IDisposable
{
    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData(null, "shipper-client")]
    [InlineData("my-session", "my-session")]
    public async Task The_token_is_sent_as_the_STS_documents_it(string? session, string expected)
    {
        await using var sts = await StartAsync(_ => (200, _machine.StsReply("theId")));
        _machine.Oidc();
        if (session is not null)
        {
            _machine.Variables["ALIBABA_CLOUD_ROLE_SESSION_NAME"] = session;
        }

        var credentials = await Provider().GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ("theId", TestMachine.Secret, TestMachine.Token, _machine.Clock.GetUtcNow().AddHours(6)),
            (credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken, credentials.ExpiresAt!.Value));
        var request = Assert.Single(sts.Requests);
        Assert.Equal(("POST", "/", "application/x-www-form-urlencoded"), (request.Method, request.Path, request.Headers["Content-Type"]));
        Assert.Equal(
            [
                "Action=AssumeRoleWithOIDC", "Format=JSON", "OIDCProviderArn=acs:ram::1:oidc-provider/p", "OIDCToken=the-oidc-token", "RoleArn=acs:ram::1:role/r",
                $"RoleSessionName={expected}", "Timestamp=2026-01-15T12:00:00Z", "Version=2015-04-01",
            ],
            request.Form.Where(static field => field.Key != "SignatureNonce").Select(static field => $"{field.Key}={field.Value}").Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.NotEmpty(request.Form["SignatureNonce"]);
    }

    [Fact]
    public async Task The_token_file_is_read_for_each_fetch()
    {
        await using var sts = await StartAsync(_ => (200, _machine.StsReply("theId")));
        _machine.Oidc("first");
        var provider = Provider();
        var old = await provider.GetCredentialsAsync(TestContext.Current.CancellationToken);

        _machine.Oidc("second");
        provider.Invalidate(old);
        await provider.GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["first", "second"], sts.Requests.Select(static request => request.Form["OIDCToken"]), StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_explicit_constructor_needs_no_environment()
    {
        await using var sts = await HttpStub.StartAsync(_ => (200, _machine.StsReply("theId")));

        Assert.Equal("theId", await TestMachine.IdOf(new OidcCredentialsProvider("role", "provider", _machine.File("token", "t"), stsEndpoint: sts.Address, timeProvider: _machine.Clock)));
    }

    [Theory]
    [InlineData("ALIBABA_CLOUD_ROLE_ARN")]
    [InlineData("ALIBABA_CLOUD_OIDC_PROVIDER_ARN")]
    [InlineData("ALIBABA_CLOUD_OIDC_TOKEN_FILE")]
    public async Task A_variable_that_is_not_set_is_named(string variable)
    {
        _machine.Oidc();
        _machine.Variables[variable] = " ";

        Assert.StartsWith(
            $"The credentials from the STS by an OIDC token (OidcCredentialsProvider) could not be obtained: {variable} is not set.", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  \n", "is empty")]
    public async Task A_file_without_a_token_is_an_error(string token, string expected)
    {
        _machine.Oidc(token);

        Assert.Contains(expected, (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_or_too_long_file_is_an_error_and_nothing_is_sent()
    {
        await using var sts = await StartAsync(static _ => (500, ""));
        _machine.Oidc(new string('t', (64 * 1024) + 1));
        Assert.Contains("longer than 64 KiB", (await TestMachine.Fails(Provider(), "tttttt")).Message, StringComparison.Ordinal);

        _machine.Variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] += ".gone";
        var exception = await TestMachine.Fails(Provider());
        Assert.Contains("cannot be read", exception.Message, StringComparison.Ordinal);
        Assert.IsType<FileNotFoundException>(exception.InnerException!.InnerException);
        Assert.Empty(sts.Requests);
    }

    [Theory]
    [InlineData(400, "AuthenticationFail.OIDCToken.Expired", false)]
    [InlineData(400, "Throttling.User", true)]
    [InlineData(503, "ServiceUnavailable", true)]
    public async Task A_refusal_keeps_its_code_and_hides_the_token_that_it_quotes(int status, string code, bool transient)
    {
        await using var sts = await StartAsync(request => (status, $$"""{"Code":"{{code}}","Message":"The token {{request.Form["OIDCToken"]}} is bad.","RequestId":"r-1"}"""));
        _machine.Oidc();

        var exception = await TestMachine.Fails(Provider());

        Assert.EndsWith($"The STS refused with status {status}, {code}: The token *** is bad. (request id r-1)", exception.Message, StringComparison.Ordinal);
        Assert.Equal(((HttpStatusCode)status, code, "r-1", transient), (exception.StatusCode!.Value, exception.ErrorCode, exception.RequestId, exception.IsTransient));
    }

    [Theory]
    [InlineData(502, "<html>proxy</html>", "refused with status 502.")]
    [InlineData(302, "http://127.0.0.1:9/", "refused with status 302.")]
    [InlineData(200, "{}", "The response of the STS has no Credentials.")]
    [InlineData(200, "{\"Credentials\":\"" + TestMachine.Secret + "\"}", "The response of the STS has no AccessKeyId.")]
    [InlineData(200, "n" + TestMachine.Secret, "The response of the STS is not valid JSON at line 1, byte ")]
    public async Task An_unexpected_response_is_described(int status, string body, string expected)
    {
        await using var sts = await StartAsync(_ => (status, body));
        _machine.Oidc();

        Assert.Contains(expected, (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_STS_that_does_not_respond_within_8_seconds_is_a_transient_failure()
    {
        await using var sts = await StartAsync(static _ => HttpStub.Silence);
        _machine.Oidc();
        var waiting = TestMachine.Fails(Provider());
        await _machine.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);

        _machine.Clock.Advance(TimeSpan.FromSeconds(8));

        var exception = await waiting;
        Assert.Contains("did not respond within 8 s", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsTransient);
    }

    [Theory]
    [InlineData("http://sts.aliyuncs.com")]
    [InlineData("ftp://sts.aliyuncs.com")]
    [InlineData("/sts")]
    public void An_endpoint_that_would_expose_the_token_is_refused(string endpoint) => Assert.Throws<ArgumentException>(
        "stsEndpoint", () => new OidcCredentialsProvider("role", "provider", "file", stsEndpoint: new Uri(endpoint, UriKind.RelativeOrAbsolute)));

    [Theory]
    [InlineData(" ", "provider", "file", "roleArn")]
    [InlineData("role", "", "file", "oidcProviderArn")]
    [InlineData("role", "provider", "\t", "tokenFile")]
    public void A_blank_argument_is_refused(string role, string provider, string file, string parameter) =>
        Assert.Throws<ArgumentException>(parameter, () => new OidcCredentialsProvider(role, provider, file));

    [Theory]
    [InlineData("https://sts.cn-hangzhou.aliyuncs.com")]
    [InlineData(null)]
    public void A_safe_endpoint_or_none_is_accepted(string? endpoint) =>
        Assert.Null(Record.Exception(() => new OidcCredentialsProvider("role", "provider", "file", stsEndpoint: endpoint is null ? null : new Uri(endpoint))));

    private OidcCredentialsProvider Provider() => new(_machine.Context);

    private async Task<HttpStub> StartAsync(Func<StubRequest, (int Status, string Body)> answer)
    {
        var sts = await HttpStub.StartAsync(answer);
        _machine.Sts = sts.Address;
        return sts;
    }
}
