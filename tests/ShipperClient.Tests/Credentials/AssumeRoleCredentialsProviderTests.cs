namespace ShipperClient.Tests.Credentials;

/// <summary>A role that is assumed with the credentials of any provider, at the STS as a real server on loopback.</summary>
public sealed class AssumeRoleCredentialsProviderTests : IDisposable
{
    private const string Role = "acs:ram::1:role/r";

    private static readonly StaticCredentialsProvider Key = new("theId", TestMachine.Secret);

    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task The_request_has_the_role_and_its_limits_and_is_signed()
    {
        await using var sts = await HttpStub.StartAsync(_ => (200, _machine.StsReply("assumed")));
        var provider = new AssumeRoleCredentialsProvider(
            Role, Key, "s", externalId: "x-1", policy: "{}", duration: TimeSpan.FromMinutes(20), stsEndpoint: sts.Address, timeProvider: _machine.Clock);

        var credentials = await provider.GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ("assumed", TestMachine.Secret, TestMachine.Token, _machine.Clock.GetUtcNow().AddHours(6)),
            (credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken, credentials.ExpiresAt!.Value));
        Assert.Equal(
            [
                "AccessKeyId=theId", "Action=AssumeRole", "DurationSeconds=1200", "ExternalId=x-1", "Format=JSON", "Policy={}", $"RoleArn={Role}", "RoleSessionName=s",
                "SignatureMethod=HMAC-SHA1", "SignatureVersion=1.0", "Timestamp=2026-01-15T12:00:00Z", "Version=2015-04-01",
            ],
            Assert.Single(sts.Requests).Form.Where(static field => field.Key is not ("Signature" or "SignatureNonce")).Select(static field => $"{field.Key}={field.Value}").Order(StringComparer.Ordinal).ToList());
    }

    [Fact]
    public async Task The_request_has_no_limits_that_are_not_given()
    {
        await using var sts = await HttpStub.StartAsync(_ => (200, _machine.StsReply("assumed")));
        var provider = new AssumeRoleCredentialsProvider(Role, Key, stsEndpoint: sts.Address, timeProvider: _machine.Clock);

        await TestMachine.IdOf(provider);
        await TestMachine.IdOf(provider);

        var form = Assert.Single(sts.Requests).Form;
        Assert.Equal("shipper-client", form["RoleSessionName"]);
        Assert.All(["ExternalId", "Policy", "DurationSeconds", "SecurityToken"], name => Assert.DoesNotContain(name, form.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_fetch_asks_the_source_and_a_rejected_token_of_the_source_is_invalidated()
    {
        var fetches = 0;
        var source = new RotatingCredentialsProvider(_ => new(new LogServiceCredentials("theId", "s", $"token-{++fetches}")), timeProvider: _machine.Clock);
        await using var sts = await HttpStub.StartAsync(request => request.Form["SecurityToken"] == "token-1"
            ? (400, """{"Code":"InvalidSecurityToken.Expired","Message":"expired"}""")
            : (200, _machine.StsReply("assumed")));
        var provider = new AssumeRoleCredentialsProvider(Role, source, stsEndpoint: sts.Address, timeProvider: _machine.Clock);

        Assert.Equal("InvalidSecurityToken.Expired", (await TestMachine.Fails(provider)).ErrorCode);
        _machine.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("assumed", await TestMachine.IdOf(provider));
        Assert.Equal("token-2", sts.Requests.Last().Form["SecurityToken"]);
    }

    [Fact]
    public async Task Rejected_credentials_are_fetched_again()
    {
        await using var sts = await HttpStub.StartAsync(_ => (200, _machine.StsReply("assumed")));
        var provider = new AssumeRoleCredentialsProvider(Role, Key, stsEndpoint: sts.Address, timeProvider: _machine.Clock);

        provider.Invalidate(await provider.GetCredentialsAsync(TestContext.Current.CancellationToken));
        await TestMachine.IdOf(provider);

        Assert.Equal(2, sts.Requests.Count);
    }

    [Fact]
    public async Task A_source_that_fails_is_the_cause()
    {
        var source = new EnvironmentCredentialsProvider(static _ => null);

        var exception = await TestMachine.Fails(new AssumeRoleCredentialsProvider(Role, source, stsEndpoint: new Uri("http://127.0.0.1:9/")));

        Assert.StartsWith(
            "The credentials from the STS by a role (AssumeRoleCredentialsProvider) could not be obtained: No credentials in the environment: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ", null, null, null, "roleArn")]
    [InlineData(Role, "", null, null, "roleSessionName")]
    [InlineData(Role, null, " ", null, "externalId")]
    [InlineData(Role, null, null, "\t", "policy")]
    public void A_blank_argument_is_refused(string role, string? session, string? externalId, string? policy, string parameter) =>
        Assert.Throws<ArgumentException>(parameter, () => new AssumeRoleCredentialsProvider(role, Key, session, externalId, policy));

    [Fact]
    public void A_missing_role_or_source_is_refused()
    {
        Assert.Throws<ArgumentNullException>("roleArn", static () => new AssumeRoleCredentialsProvider(null!, Key));
        Assert.Throws<ArgumentNullException>("source", static () => new AssumeRoleCredentialsProvider(Role, null!));
    }

    [Theory]
    [InlineData(899, false)]
    [InlineData(900, true)]
    [InlineData(900.5, false)]
    [InlineData(43200, true)]
    [InlineData(43201, false)]
    public void A_duration_is_from_15_minutes_to_12_hours_in_whole_seconds(double seconds, bool isAccepted)
    {
        var exception = Record.Exception(() => new AssumeRoleCredentialsProvider(Role, Key, duration: TimeSpan.FromSeconds(seconds)));

        Assert.Equal(isAccepted ? null : "duration", (exception as ArgumentOutOfRangeException)?.ParamName);
    }

    [Theory]
    [InlineData("a.b", null, "stsRegion")]
    [InlineData(" ", null, "stsRegion")]
    [InlineData(null, "http://sts.aliyuncs.com", "stsEndpoint")]
    [InlineData(null, "/sts", "stsEndpoint")]
    [InlineData("cn-hangzhou", "https://sts.aliyuncs.com", "stsEndpoint")]
    public void A_region_or_an_endpoint_that_cannot_be_used_is_refused(string? region, string? endpoint, string parameter) => Assert.Throws<ArgumentException>(
        parameter, () => new AssumeRoleCredentialsProvider(Role, Key, stsRegion: region, stsEndpoint: endpoint is null ? null : new Uri(endpoint, UriKind.RelativeOrAbsolute)));
}
