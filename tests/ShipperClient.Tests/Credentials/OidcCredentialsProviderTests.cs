using System.Net;

namespace ShipperClient.Tests.Credentials;

/// <summary>The STS as a real server on loopback, asked with an OIDC token.</summary>
public sealed class OidcCredentialsProviderTests : IDisposable
{
    private readonly Place _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(null, "shipper-client")]
    [InlineData("my-session", "my-session")]
    public async Task Sends_the_token_as_the_STS_documents_it(string? session, string expected)
    {
        await using var sts = await StartAsync(_ => (200, _place.StsReply("theId")));
        _place.Oidc();
        if (session is not null)
        {
            _place.Variables["ALIBABA_CLOUD_ROLE_SESSION_NAME"] = session;
        }

        var credentials = await Provider().GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ("theId", Place.Secret, Place.Token, _place.Clock.GetUtcNow().AddHours(6)),
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
    public async Task Reads_the_tokens_file_anew_for_each_fetch()
    {
        await using var sts = await StartAsync(_ => (200, _place.StsReply("theId")));
        _place.Oidc("first");
        var provider = Provider();
        var old = await provider.GetCredentialsAsync(TestContext.Current.CancellationToken);

        _place.Oidc("second");
        provider.Invalidate(old);
        await provider.GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["first", "second"], sts.Requests.Select(static request => request.Form["OIDCToken"]), StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_explicit_constructor_needs_no_environment()
    {
        await using var sts = await HttpStub.StartAsync(_ => (200, _place.StsReply("theId")));

        Assert.Equal("theId", await Place.IdOf(new OidcCredentialsProvider("role", "provider", _place.File("token", "t"), stsEndpoint: sts.Address, timeProvider: _place.Clock)));
    }

    [Theory]
    [InlineData("ALIBABA_CLOUD_ROLE_ARN")]
    [InlineData("ALIBABA_CLOUD_OIDC_PROVIDER_ARN")]
    [InlineData("ALIBABA_CLOUD_OIDC_TOKEN_FILE")]
    public async Task Names_the_variable_that_is_not_set(string variable)
    {
        _place.Oidc();
        _place.Variables[variable] = " ";

        Assert.StartsWith(
            $"The credentials from the STS by an OIDC token (OidcCredentialsProvider) could not be got: {variable} is not set.", (await Place.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  \n", "is empty")]
    public async Task A_file_without_a_token_is_told(string token, string expected)
    {
        _place.Oidc(token);

        Assert.Contains(expected, (await Place.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_too_long_is_told_and_nothing_is_sent()
    {
        await using var sts = await StartAsync(static _ => (500, ""));
        _place.Oidc(new string('t', (64 * 1024) + 1));
        Assert.Contains("longer than 64 KiB", (await Place.Fails(Provider(), "tttttt")).Message, StringComparison.Ordinal);

        _place.Variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] += ".gone";
        var exception = await Place.Fails(Provider());
        Assert.Contains("cannot be read", exception.Message, StringComparison.Ordinal);
        Assert.IsType<FileNotFoundException>(exception.InnerException!.InnerException);
        Assert.Empty(sts.Requests);
    }

    [Theory]
    [InlineData(400, "AuthenticationFail.OIDCToken.Expired", false)]
    [InlineData(400, "Throttling.User", true)]
    [InlineData(503, "ServiceUnavailable", true)]
    public async Task A_refusal_is_told_with_its_code_and_without_the_token_that_it_quotes(int status, string code, bool transient)
    {
        await using var sts = await StartAsync(request => (status, $$"""{"Code":"{{code}}","Message":"The token {{request.Form["OIDCToken"]}} is bad.","RequestId":"r-1"}"""));
        _place.Oidc();

        var exception = await Place.Fails(Provider());

        Assert.EndsWith($"The STS refused with status {status}, {code}: The token *** is bad. (request id r-1)", exception.Message, StringComparison.Ordinal);
        Assert.Equal(((HttpStatusCode)status, code, "r-1", transient), (exception.StatusCode!.Value, exception.ErrorCode, exception.RequestId, exception.IsTransient));
    }

    [Theory]
    [InlineData(502, "<html>proxy</html>", "refused with status 502.")]
    [InlineData(302, "http://127.0.0.1:9/", "refused with status 302.")]
    [InlineData(200, "{}", "The reply of the STS has no Credentials.")]
    [InlineData(200, "{\"Credentials\":\"" + Place.Secret + "\"}", "The reply of the STS has no AccessKeyId.")]
    [InlineData(200, "n" + Place.Secret, "The reply of the STS is not JSON from line 1, byte ")]
    public async Task An_odd_reply_is_told(int status, string body, string expected)
    {
        await using var sts = await StartAsync(_ => (status, body));
        _place.Oidc();

        Assert.Contains(expected, (await Place.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_STS_is_given_up_after_8_seconds_and_may_be_asked_again()
    {
        await using var sts = await StartAsync(static _ => HttpStub.Silence);
        _place.Oidc();
        var waiting = Place.Fails(Provider());
        await _place.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);

        _place.Clock.Advance(TimeSpan.FromSeconds(8));

        var exception = await waiting;
        Assert.Contains("did not answer within 8 s", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsTransient);
    }

    [Theory]
    [InlineData("http://sts.aliyuncs.com")]
    [InlineData("ftp://sts.aliyuncs.com")]
    [InlineData("/sts")]
    public void An_address_that_would_show_the_token_is_a_mistake(string endpoint) => Assert.Throws<ArgumentException>(
        "stsEndpoint", () => new OidcCredentialsProvider("role", "provider", "file", stsEndpoint: new Uri(endpoint, UriKind.RelativeOrAbsolute)));

    [Theory]
    [InlineData(" ", "provider", "file", "roleArn")]
    [InlineData("role", "", "file", "oidcProviderArn")]
    [InlineData("role", "provider", "\t", "tokenFile")]
    public void A_blank_argument_is_a_mistake(string role, string provider, string file, string parameter) =>
        Assert.Throws<ArgumentException>(parameter, () => new OidcCredentialsProvider(role, provider, file));

    [Theory]
    [InlineData("https://sts.cn-hangzhou.aliyuncs.com")]
    [InlineData(null)]
    public void A_safe_address_or_none_is_taken(string? endpoint) =>
        Assert.Null(Record.Exception(() => new OidcCredentialsProvider("role", "provider", "file", stsEndpoint: endpoint is null ? null : new Uri(endpoint))));

    private OidcCredentialsProvider Provider() => new(_place.Surroundings);

    private async Task<HttpStub> StartAsync(Func<StubRequest, (int Status, string Body)> answer)
    {
        var sts = await HttpStub.StartAsync(answer);
        _place.Sts = sts.Address;
        return sts;
    }
}
