namespace ShipperClient.Tests.Credentials;

/// <summary>Profiles that assume a RAM role: what they send to the STS, what they take from variables, and chains of them.</summary>
public sealed class RoleProfileTests : IDisposable
{
    private const string Key = "\"access_key_id\":\"theId\",\"access_key_secret\":\"" + TestMachine.Secret + "\"";
    private const string IniKey = "access_key_id = theId\naccess_key_secret = " + TestMachine.Secret + "\n";
    private const string Policy = """{"Version":"1","Statement":[{"Effect":"Allow","Action":"log:GetShipperStatus","Resource":"*"}]}""";

    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    private CliProfileCredentialsProvider Cli => new(_machine.Context);

    private IniProfileCredentialsProvider Ini => new(_machine.Context);

    [Fact]
    public async Task A_role_of_either_file_is_limited_by_its_policy_external_id_and_duration()
    {
        await using var sts = await StartAsync();
        _machine.Cli($$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"theArn","policy":"{{Policy.Replace("\"", "\\\"", StringComparison.Ordinal)}}","external_id":"x-1","expired_seconds":1800,{{Key}}}""");
        _machine.Ini($"[default]\ntype=ram_role_arn\nrole_arn=theArn\npolicy={Policy}\nexternal_id=x-1\nexpired_seconds=1800\n{IniKey}");

        await TestMachine.IdOf(Cli);
        await TestMachine.IdOf(Ini);

        Assert.Equal(2, sts.Requests.Count);
        Assert.All(sts.Requests, static request => Assert.Equal((Policy, "x-1", "1800"), (Field(request, "Policy"), Field(request, "ExternalId"), Field(request, "DurationSeconds"))));
    }

    [Fact]
    public async Task A_role_by_an_OIDC_token_is_limited_by_its_policy_and_duration()
    {
        await using var sts = await StartAsync();
        var token = _machine.File("token", "theOidc");
        _machine.Cli($$"""{"name":"default","mode":"OIDC","ram_role_arn":"theArn","oidc_provider_arn":"p","oidc_token_file":"{{token}}","policy":"{}","external_id":"x-1","expired_seconds":900}""");
        _machine.Ini($"[default]\ntype=oidc_role_arn\nrole_arn=theArn\noidc_provider_arn=p\noidc_token_file_path={token}\npolicy={{}}\nexpired_seconds=900");

        await TestMachine.IdOf(Cli);
        await TestMachine.IdOf(Ini);

        Assert.All(sts.Requests, static request => Assert.Equal(("{}", null, "900"), (Field(request, "Policy"), Field(request, "ExternalId"), Field(request, "DurationSeconds"))));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("\"\"")]
    public async Task A_duration_that_is_not_above_0_is_not_sent(string duration)
    {
        await using var sts = await StartAsync();
        _machine.Cli($$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"theArn","policy":"","external_id":"","expired_seconds":{{duration}},{{Key}}}""");

        await TestMachine.IdOf(Cli);

        var request = Assert.Single(sts.Requests);
        Assert.Equal((null, null, null), (Field(request, "Policy"), Field(request, "ExternalId"), Field(request, "DurationSeconds")));
    }

    [Theory]
    [InlineData("\"an hour\"")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task A_duration_that_is_not_a_number_of_seconds_is_an_error(string duration)
    {
        await using var sts = await StartAsync();
        _machine.Cli($$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"theArn","expired_seconds":{{duration}},{{Key}}}""");

        Assert.EndsWith("config.json has an expired_seconds that is not a whole number of seconds.", (await TestMachine.Fails(Cli)).Message, StringComparison.Ordinal);
        Assert.Empty(sts.Requests);
    }

    [Fact]
    public async Task Missing_fields_of_a_role_come_from_the_variables()
    {
        await using var sts = await StartAsync();
        _machine.Variables["ALIBABA_CLOUD_ROLE_ARN"] = "variableArn";
        _machine.Variables["ALIBABA_CLOUD_ROLE_SESSION_NAME"] = "variableSession";
        _machine.Cli($$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"","ram_session_name":"",{{Key}}}""");
        _machine.Ini($"[default]\ntype=ram_role_arn\n{IniKey}");

        await TestMachine.IdOf(Cli);
        await TestMachine.IdOf(Ini);

        Assert.All(sts.Requests, static request => Assert.Equal(("variableArn", "variableSession"), (Field(request, "RoleArn"), Field(request, "RoleSessionName"))));
    }

    [Fact]
    public async Task Missing_fields_of_an_OIDC_profile_come_from_the_variables()
    {
        await using var sts = await StartAsync();
        _machine.Oidc();
        _machine.Cli("""{"name":"default","mode":"OIDC"}""");
        _machine.Ini("[default]\ntype=oidc_role_arn\n");

        await TestMachine.IdOf(Cli);
        await TestMachine.IdOf(Ini);

        Assert.All(sts.Requests, static request => Assert.Equal(
            ("acs:ram::1:role/r", "acs:ram::1:oidc-provider/p", "the-oidc-token"), (Field(request, "RoleArn"), Field(request, "OIDCProviderArn"), Field(request, "OIDCToken"))));
    }

    [Fact]
    public async Task A_missing_credentials_URI_comes_from_the_variable()
    {
        await using var service = await HttpStub.StartAsync(_ => (200, _machine.Reply("uri")));
        _machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = service.Address.ToString();
        _machine.Cli("""{"name":"default","mode":"CredentialsURI","credentials_uri":""}""");
        _machine.Ini("[default]\ntype=credentials_uri\n");

        Assert.Equal(("uri", "uri"), (await TestMachine.IdOf(Cli), await TestMachine.IdOf(Ini)));
    }

    [Fact]
    public async Task A_role_can_be_assumed_with_the_credentials_of_another_profile()
    {
        await using var sts = await StartAsync();
        _machine.Cli($$"""
            {"name":"default","mode":"ChainableRamRoleArn","source_profile":"middle","ram_role_arn":"outer","external_id":"x-2","policy":"{}"},
            {"name":"middle","mode":"ChainableRamRoleArn","source_profile":"inner","ram_role_arn":"middle","external_id":"x-1"},
            {"name":"inner","mode":"AK",{{Key}}}
            """);

        Assert.Equal("of-outer", await TestMachine.IdOf(Cli));

        Assert.Equal(
            [("middle", "theId", "x-1", null), ("outer", "of-middle", "x-2", "{}")],
            sts.Requests.Select(static request => (Field(request, "RoleArn"), Field(request, "AccessKeyId"), Field(request, "ExternalId"), Field(request, "Policy"))));
        Assert.Equal(TestMachine.Token, Field(sts.Requests.Last(), "SecurityToken"));
    }

    [Theory]
    [InlineData("""{"name":"default","mode":"ChainableRamRoleArn","source_profile":"default","ram_role_arn":"a"}""", "the source profiles form a cycle: default → default.")]
    [InlineData(
        """{"name":"default","mode":"ChainableRamRoleArn","source_profile":"b","ram_role_arn":"a"},{"name":"b","mode":"ChainableRamRoleArn","source_profile":"c","ram_role_arn":"a"},{"name":"c","mode":"ChainableRamRoleArn","source_profile":"b","ram_role_arn":"a"}""",
        "the source profiles form a cycle: default → b → c → b.")]
    [InlineData("""{"name":"default","mode":"ChainableRamRoleArn","ram_role_arn":"a"}""", "has no source_profile. Add it.")]
    [InlineData("""{"name":"default","mode":"ChainableRamRoleArn","source_profile":"gone","ram_role_arn":"a"}""", "names the source profile \"gone\", which does not exist.")]
    [InlineData("""{"name":"default","mode":"ChainableRamRoleArn","source_profile":"b","ram_role_arn":"a"},{"name":"b","mode":"AK","access_key_id":"i"}""", "The profile \"b\" in ")]
    public async Task A_chain_of_roles_without_a_usable_source_is_an_error(string profiles, string expected)
    {
        await using var sts = await StartAsync();
        _machine.Cli(profiles);

        Assert.Contains(expected, (await TestMachine.Fails(Cli)).Message, StringComparison.Ordinal);
        Assert.Empty(sts.Requests);
    }

    [Fact]
    public async Task An_error_of_the_STS_in_XML_keeps_its_code_and_request_id()
    {
        await using var sts = await HttpStub.StartAsync(static _ => (
            403, "<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>r-7</RequestId><HostId>sts</HostId><Code>NoPermission</Code><Message>You &amp; the role</Message></Error>"));
        _machine.Sts = sts.Address;
        _machine.Cli($$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"theArn",{{Key}}}""");

        var exception = await TestMachine.Fails(Cli);

        Assert.EndsWith("The STS refused with status 403, NoPermission: You & the role (request id r-7)", exception.Message, StringComparison.Ordinal);
        Assert.Equal(("NoPermission", "r-7"), (exception.ErrorCode, exception.RequestId));
    }

    private static string? Field(StubRequest request, string name) => request.Form.GetValueOrDefault(name);

    private async Task<HttpStub> StartAsync()
    {
        var sts = await HttpStub.StartAsync(request => (200, _machine.StsReply($"of-{request.Form["RoleArn"]}")));
        _machine.Sts = sts.Address;
        return sts;
    }
}
