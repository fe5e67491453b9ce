namespace ShipperClient.Tests.Credentials;

/// <summary>The CLI's config.json and the credentials file: which profile, which mode, what is wrong with it.</summary>
public sealed class ProfileCredentialsProviderTests : IDisposable
{
    private const string Key = "\"access_key_id\":\"theId\",\"access_key_secret\":\"" + TestMachine.Secret + "\"";
    private const string IniKey = "access_key_id = theId\naccess_key_secret=" + TestMachine.Secret + "\n";

    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    private CliProfileCredentialsProvider Cli => new(_machine.Context);

    private IniProfileCredentialsProvider Ini => new(_machine.Context);

    [Theory]
    [InlineData("\"mode\":\"AK\"", null)]
    [InlineData("\"mode\":\"StsToken\",\"sts_token\":\"theToken\"", "theToken")]
    public async Task A_CLI_profile_has_a_key_with_or_without_a_token(string mode, string? token)
    {
        _machine.Cli($$"""{"name":"other"},{"name":"default",{{mode}},{{Key}}}""");

        var credentials = await Cli.GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("theId", TestMachine.Secret, token, (DateTimeOffset?)null), (credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken, credentials.ExpiresAt));
    }

    [Fact]
    public async Task Comments_may_follow_a_title_and_a_value()
    {
        _machine.Ini("[default]   # the usual one\n#type = sts\ntype = access_key   #or sts\naccess_key_id = the#Id\t; its id\naccess_key_secret = " + TestMachine.Secret + " # keep it\n");

        Assert.Equal("the#Id", await TestMachine.IdOf(Ini));
    }

    [Theory]
    [InlineData("type = access_key\n", null)]
    [InlineData("# a comment = none\n; another\ntype=sts\nsecurity_token = theToken=\n", "theToken=")]
    public async Task A_section_has_a_key_with_or_without_a_token(string type, string? token)
    {
        _machine.Ini($"access_key_id=ignored\n[ default ]\r\n{type}{IniKey}[other]\naccess_key_id=wrong");

        var credentials = await Ini.GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("theId", TestMachine.Secret, token), (credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken));
    }

    [Fact]
    public async Task The_profile_comes_from_the_code_then_the_environment_then_the_file()
    {
        _machine.Cli("""{"name":"a","mode":"AK","access_key_id":"A","access_key_secret":"s"},{"name":"b","mode":"AK","access_key_id":"B","access_key_secret":"s"}""", current: "a");
        _machine.Ini("[default]\ntype=access_key\naccess_key_id=D\naccess_key_secret=s\n[b]\ntype=access_key\naccess_key_id=I\naccess_key_secret=s");
        Assert.Equal(("A", "D"), (await TestMachine.IdOf(Cli), await TestMachine.IdOf(Ini)));

        _machine.Variables["ALIBABA_CLOUD_PROFILE"] = "b";
        Assert.Equal(("B", "I"), (await TestMachine.IdOf(Cli), await TestMachine.IdOf(Ini)));

        var cli = _machine.File("c.json", """{"profiles":[{"name":"c","mode":"AK","access_key_id":"C","access_key_secret":"s"}]}""");
        var ini = _machine.File("c.ini", "[c]\ntype=access_key\naccess_key_id=J\naccess_key_secret=s");
        Assert.Equal(("C", "J"), (await TestMachine.IdOf(new CliProfileCredentialsProvider("c", cli)), await TestMachine.IdOf(new IniProfileCredentialsProvider("c", ini))));
    }

    [Fact]
    public async Task The_credentials_file_comes_from_the_environment_then_the_home_folder()
    {
        static string Section(string id) => $"[default]\ntype=access_key\naccess_key_id={id}\naccess_key_secret=s";

        _machine.File(".alibabacloud/credentials", Section("plain"));
        Assert.Equal("plain", await TestMachine.IdOf(Ini));
        _machine.Ini(Section("ini"));
        Assert.Equal("ini", await TestMachine.IdOf(Ini));
        _machine.Variables["ALIBABA_CLOUD_CREDENTIALS_FILE"] = _machine.File("mine", Section("named"));
        Assert.Equal("named", await TestMachine.IdOf(Ini));
    }

    [Fact]
    public async Task A_role_of_the_instance_is_requested_by_its_name()
    {
        await using var metadata = await HttpStub.StartAsync(request =>
            (request.Method == "PUT" ? 404 : request.Path.EndsWith("/the-role", StringComparison.Ordinal) ? 200 : 404, _machine.Reply("role")));
        _machine.Metadata = metadata.Address;
        _machine.Cli("""{"name":"default","mode":"EcsRamRole","ram_role_name":"the-role"}""");
        _machine.Ini("[default]\ntype=ecs_ram_role\nrole_name=the-role");

        Assert.Equal(("role", "role"), (await TestMachine.IdOf(Cli), await TestMachine.IdOf(Ini)));
    }

    [Fact]
    public async Task A_role_is_assumed_with_a_signed_request_or_an_OIDC_token()
    {
        await using var sts = await HttpStub.StartAsync(request => (200, _machine.StsReply(request.Form["Action"])));
        _machine.Sts = sts.Address;
        _machine.Cli($$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"theArn","ram_session_name":"s",{{Key}}}""");
        _machine.Ini($"[default]\ntype=oidc_role_arn\nrole_arn=theArn\noidc_provider_arn=p\noidc_token_file_path={_machine.File("token", "theOidc")}");

        Assert.Equal(("AssumeRole", "AssumeRoleWithOIDC"), (await TestMachine.IdOf(Cli), await TestMachine.IdOf(Ini)));

        var (signed, unsigned) = (sts.Requests.First().Form, sts.Requests.Last().Form);
        Assert.Equal(("theId", "theArn", "s", "HMAC-SHA1"), (signed["AccessKeyId"], signed["RoleArn"], signed["RoleSessionName"], signed["SignatureMethod"]));
        Assert.Equal(28, signed["Signature"].Length);
        Assert.Equal(("theArn", "theOidc", false), (unsigned["RoleArn"], unsigned["OIDCToken"], unsigned.ContainsKey("Signature")));
    }

    [Theory]
    [InlineData("to/k+en==")]
    [InlineData("to%2Fk%2Ben%3D%3D")]
    [InlineData("to%252Fk%252Ben%253D%253D")]
    public async Task A_refused_signature_does_not_show_the_token_that_the_string_to_sign_quotes(string quoted)
    {
        await using var sts = await HttpStub.StartAsync(_ => (400, $$"""{"Code":"SignatureDoesNotMatch","Message":"string to sign: SecurityToken={{quoted}}."}"""));
        _machine.Sts = sts.Address;
        _machine.Cli($$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"theArn","sts_token":"to/k+en==",{{Key}}}""");

        Assert.EndsWith("string to sign: SecurityToken=***.", (await TestMachine.Fails(Cli, quoted)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_assumed_in_both_ways_from_both_files()
    {
        await using var sts = await HttpStub.StartAsync(request => (200, _machine.StsReply(request.Form["Action"])));
        _machine.Sts = sts.Address;
        _machine.Ini($"[default]\ntype=ram_role_arn\nrole_arn=theArn\nrole_session_name=s\nsecurity_token=theToken\n{IniKey}");
        _machine.Cli($$"""{"name":"default","mode":"OIDC","ram_role_arn":"theArn","oidc_provider_arn":"p","oidc_token_file":"{{_machine.File("token", "theOidc")}}"}""");

        Assert.Equal(("AssumeRole", "AssumeRoleWithOIDC"), (await TestMachine.IdOf(Ini), await TestMachine.IdOf(Cli)));

        var (signed, unsigned) = (sts.Requests.First().Form, sts.Requests.Last().Form);
        Assert.Equal(("theId", "theToken", "s"), (signed["AccessKeyId"], signed["SecurityToken"], signed["RoleSessionName"]));
        Assert.Equal(("p", "theOidc", "shipper-client"), (unsigned["OIDCProviderArn"], unsigned["OIDCToken"], unsigned["RoleSessionName"]));
    }

    [Fact]
    public async Task A_file_that_another_process_reads_and_that_begins_with_a_byte_order_mark_is_read()
    {
        _machine.Ini($"\ufeff[default]\ntype=access_key\n{IniKey}");
        await using var reader = new FileStream(Path.Combine(_machine.Home, ".alibabacloud", "credentials.ini"), FileMode.Open, FileAccess.Read, FileShare.Read);

        Assert.Equal("theId", await TestMachine.IdOf(Ini));
    }

    [Fact]
    public async Task A_credentials_URI_of_a_profile_is_requested()
    {
        await using var service = await HttpStub.StartAsync(_ => (200, _machine.Reply("uri")));
        _machine.Cli($$"""{"name":"default","mode":"CredentialsURI","credentials_uri":"{{service.Address}}"}""");

        _machine.Ini($"[default]\ntype=credentials_uri\ncredentials_uri={service.Address}");

        Assert.Equal(("uri", "uri"), (await TestMachine.IdOf(Cli), await TestMachine.IdOf(Ini)));
    }

    [Theory]
    [InlineData("{\"name\":\"default\",\"mode\":\"AK\",\"access_key_secret\":\"" + TestMachine.Secret + "\"}", "has no access_key_id. Add it.")]
    [InlineData("{\"name\":\"default\",\"mode\":\"StsToken\"," + Key + "}", "has no sts_token. Add it.")]
    [InlineData("{\"name\":\"default\",\"mode\":\"RamRoleArn\"," + Key + "}", "has no ram_role_arn. Add it, or set ALIBABA_CLOUD_ROLE_ARN.")]
    [InlineData("{\"name\":\"default\"," + Key + "}", "has no mode. Add it.")]
    [InlineData("{\"name\":\"other\"," + Key + "}", "does not exist. Correct the name")]
    [InlineData("7, \"" + TestMachine.Secret + "\", null", "has no profile with credentials.")]
    [InlineData("n" + TestMachine.Secret, "is not valid JSON at line 1")]
    public async Task An_invalid_CLI_profile_is_described_without_its_secrets(string profiles, string expected)
    {
        _machine.Cli(profiles);

        var exception = await TestMachine.Fails(Cli);

        Assert.StartsWith("The credentials from the Alibaba Cloud CLI's profile (CliProfileCredentialsProvider) could not be obtained: The ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[default]\ntype=access_key\naccess_key_id=\naccess_key_secret=" + TestMachine.Secret, "has no access_key_id. Add it.")]
    [InlineData("[default]\ntype=bearer\nbearer_token=" + TestMachine.Token, "has the type bearer, which is not supported. Supported are access_key, sts,")]
    [InlineData("[default]\n" + IniKey, "has no type. Add it.")]
    [InlineData("[other]\n" + IniKey, "does not exist. Add it, or specify another (ALIBABA_CLOUD_PROFILE).")]
    [InlineData(TestMachine.Secret, "The section [default] of ")]
    [InlineData("[default]\ntype=access_key\naccess_key_id=theId\naccess_key_secret=" + TestMachine.Secret + " x", "has an access key that cannot be used")]
    public async Task An_invalid_section_is_described_without_its_secrets(string content, string expected)
    {
        _machine.Ini(content);

        var exception = await TestMachine.Fails(Ini);

        Assert.StartsWith("The credentials from the credentials file (IniProfileCredentialsProvider) could not be obtained: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"profiles":[{"name":"d","mode":"EcsRamRole"}]}""", "does not say which profile is current. Specify one, or run \"aliyun configure\".")]
    [InlineData("""{"current":"c","profiles":[{"name":"d","mode":"EcsRamRole"}]}""", "does not exist. Correct the name, or run \"aliyun configure --profile\" for it.")]
    [InlineData("""{"current":"c","profiles":{"name":"c"}}""", "has no profile with credentials. Run \"aliyun configure\".")]
    public async Task A_CLI_file_without_the_profile_is_an_error(string content, string expected)
    {
        _machine.File(".aliyun/config.json", content);

        Assert.EndsWith(expected, (await TestMachine.Fails(Cli)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_keeps_the_code_of_the_STS()
    {
        await using var sts = await HttpStub.StartAsync(static _ => (403, """{"Code":"NoPermission","Message":"not this role"}"""));
        _machine.Sts = sts.Address;
        _machine.Cli($$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"theArn",{{Key}}}""");

        Assert.EndsWith("The STS refused with status 403, NoPermission: not this role", (await TestMachine.Fails(Cli)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_or_too_long_file_is_an_error()
    {
        Assert.Contains("cannot be read", (await TestMachine.Fails(Cli)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no file credentials.ini", (await TestMachine.Fails(Ini)).Message, StringComparison.Ordinal);

        _machine.Cli(new string(' ', 64 * 1024) + TestMachine.Secret);
        _machine.Ini(new string(' ', 64 * 1024) + TestMachine.Secret);
        Assert.Contains("longer than 64 KiB", (await TestMachine.Fails(Cli)).Message, StringComparison.Ordinal);
        Assert.Contains("longer than 64 KiB", (await TestMachine.Fails(Ini)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_name_is_refused()
    {
        Assert.Throws<ArgumentException>("profileName", static () => new CliProfileCredentialsProvider(" "));
        Assert.Throws<ArgumentException>("file", static () => new CliProfileCredentialsProvider("p", ""));
        Assert.Throws<ArgumentException>("section", static () => new IniProfileCredentialsProvider(" "));
        Assert.Throws<ArgumentException>("file", static () => new IniProfileCredentialsProvider("p", ""));
    }
}
