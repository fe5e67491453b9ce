namespace ShipperClient.Tests.Credentials;

/// <summary>The CLI's config.json and the credentials file: which profile, which mode, what is wrong with it.</summary>
public sealed class ProfileCredentialsProviderTests : IDisposable
{
    private const string Key = "\"access_key_id\":\"theId\",\"access_key_secret\":\"" + Place.Secret + "\"";
    private const string IniKey = "access_key_id = theId\naccess_key_secret=" + Place.Secret + "\n";

    private readonly Place _place = new();

    public void Dispose() => _place.Dispose();

    private CliProfileCredentialsProvider Cli => new(_place.Surroundings);

    private IniProfileCredentialsProvider Ini => new(_place.Surroundings);

    [Theory]
    [InlineData("\"mode\":\"AK\"", null)]
    [InlineData("\"mode\":\"StsToken\",\"sts_token\":\"theToken\"", "theToken")]
    public async Task The_CLI_has_keys_with_and_without_a_token(string mode, string? token)
    {
        _place.Cli($$"""{"name":"other"},{"name":"default",{{mode}},{{Key}}}""");

        var credentials = await Cli.GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("theId", Place.Secret, token, (DateTimeOffset?)null), (credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken, credentials.ExpiresAt));
    }

    [Fact]
    public async Task Comments_may_stand_behind_a_title_and_a_value()
    {
        _place.Ini("[default]   # the usual one\n#type = sts\ntype = access_key   #or sts\naccess_key_id = the#Id\t; its id\naccess_key_secret = " + Place.Secret + " # keep it\n");

        Assert.Equal("the#Id", await Place.IdOf(Ini));
    }

    [Theory]
    [InlineData("type = access_key\n", null)]
    [InlineData("# a comment = none\n; another\ntype=sts\nsecurity_token = theToken=\n", "theToken=")]
    public async Task The_credentials_file_has_keys_with_and_without_a_token(string type, string? token)
    {
        _place.Ini($"access_key_id=nobody\n[ default ]\r\n{type}{IniKey}[other]\naccess_key_id=wrong");

        var credentials = await Ini.GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("theId", Place.Secret, token), (credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken));
    }

    [Fact]
    public async Task The_profile_is_the_one_of_the_code_or_of_the_environment_or_the_files_own()
    {
        _place.Cli("""{"name":"a","mode":"AK","access_key_id":"A","access_key_secret":"s"},{"name":"b","mode":"AK","access_key_id":"B","access_key_secret":"s"}""", current: "a");
        _place.Ini("[default]\ntype=access_key\naccess_key_id=D\naccess_key_secret=s\n[b]\ntype=access_key\naccess_key_id=I\naccess_key_secret=s");
        Assert.Equal(("A", "D"), (await Place.IdOf(Cli), await Place.IdOf(Ini)));

        _place.Variables["ALIBABA_CLOUD_PROFILE"] = "b";
        Assert.Equal(("B", "I"), (await Place.IdOf(Cli), await Place.IdOf(Ini)));

        var cli = _place.File("c.json", """{"profiles":[{"name":"c","mode":"AK","access_key_id":"C","access_key_secret":"s"}]}""");
        var ini = _place.File("c.ini", "[c]\ntype=access_key\naccess_key_id=J\naccess_key_secret=s");
        Assert.Equal(("C", "J"), (await Place.IdOf(new CliProfileCredentialsProvider("c", cli)), await Place.IdOf(new IniProfileCredentialsProvider("c", ini))));
    }

    [Fact]
    public async Task The_credentials_file_is_the_one_of_the_environment_or_the_ini_or_the_one_without_an_end()
    {
        static string Section(string id) => $"[default]\ntype=access_key\naccess_key_id={id}\naccess_key_secret=s";

        _place.File(".alibabacloud/credentials", Section("plain"));
        Assert.Equal("plain", await Place.IdOf(Ini));
        _place.Ini(Section("ini"));
        Assert.Equal("ini", await Place.IdOf(Ini));
        _place.Variables["ALIBABA_CLOUD_CREDENTIALS_FILE"] = _place.File("mine", Section("named"));
        Assert.Equal("named", await Place.IdOf(Ini));
    }

    [Fact]
    public async Task A_role_of_the_instance_is_asked_for_by_its_name()
    {
        await using var metadata = await HttpStub.StartAsync(request =>
            (request.Method == "PUT" ? 404 : request.Path.EndsWith("/the-role", StringComparison.Ordinal) ? 200 : 404, _place.Reply("role")));
        _place.Metadata = metadata.Address;
        _place.Cli("""{"name":"default","mode":"EcsRamRole","ram_role_name":"the-role"}""");
        _place.Ini("[default]\ntype=ecs_ram_role\nrole_name=the-role");

        Assert.Equal(("role", "role"), (await Place.IdOf(Cli), await Place.IdOf(Ini)));
    }

    [Fact]
    public async Task A_role_is_taken_by_a_signed_request_or_by_an_OIDC_token()
    {
        await using var sts = await HttpStub.StartAsync(request => (200, _place.StsReply(request.Form["Action"])));
        _place.Sts = sts.Address;
        _place.Cli($$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"theArn","ram_session_name":"s",{{Key}}}""");
        _place.Ini($"[default]\ntype=oidc_role_arn\nrole_arn=theArn\noidc_provider_arn=p\noidc_token_file_path={_place.File("token", "theOidc")}");

        Assert.Equal(("AssumeRole", "AssumeRoleWithOIDC"), (await Place.IdOf(Cli), await Place.IdOf(Ini)));

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
        _place.Sts = sts.Address;
        _place.Cli($$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"theArn","sts_token":"to/k+en==",{{Key}}}""");

        Assert.EndsWith("string to sign: SecurityToken=***.", (await Place.Fails(Cli, quoted)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_taken_in_either_way_from_either_file()
    {
        await using var sts = await HttpStub.StartAsync(request => (200, _place.StsReply(request.Form["Action"])));
        _place.Sts = sts.Address;
        _place.Ini($"[default]\ntype=ram_role_arn\nrole_arn=theArn\nrole_session_name=s\nsecurity_token=theToken\n{IniKey}");
        _place.Cli($$"""{"name":"default","mode":"OIDC","ram_role_arn":"theArn","oidc_provider_arn":"p","oidc_token_file":"{{_place.File("token", "theOidc")}}"}""");

        Assert.Equal(("AssumeRole", "AssumeRoleWithOIDC"), (await Place.IdOf(Ini), await Place.IdOf(Cli)));

        var (signed, unsigned) = (sts.Requests.First().Form, sts.Requests.Last().Form);
        Assert.Equal(("theId", "theToken", "s"), (signed["AccessKeyId"], signed["SecurityToken"], signed["RoleSessionName"]));
        Assert.Equal(("p", "theOidc", "shipper-client"), (unsigned["OIDCProviderArn"], unsigned["OIDCToken"], unsigned["RoleSessionName"]));
    }

    [Fact]
    public async Task A_file_that_somebody_else_reads_and_that_begins_with_a_byte_order_mark_is_read()
    {
        _place.Ini($"\ufeff[default]\ntype=access_key\n{IniKey}");
        await using var reader = new FileStream(Path.Combine(_place.Home, ".alibabacloud", "credentials.ini"), FileMode.Open, FileAccess.Read, FileShare.Read);

        Assert.Equal("theId", await Place.IdOf(Ini));
    }

    [Fact]
    public async Task A_credentials_URI_of_a_profile_is_asked()
    {
        await using var service = await HttpStub.StartAsync(_ => (200, _place.Reply("uri")));
        _place.Cli($$"""{"name":"default","mode":"CredentialsURI","credentials_uri":"{{service.Address}}"}""");

        _place.Ini($"[default]\ntype=credentials_uri\ncredentials_uri={service.Address}");

        Assert.Equal(("uri", "uri"), (await Place.IdOf(Cli), await Place.IdOf(Ini)));
    }

    [Theory]
    [InlineData("{\"name\":\"default\",\"mode\":\"AK\",\"access_key_secret\":\"" + Place.Secret + "\"}", "has no access_key_id. Add it.")]
    [InlineData("{\"name\":\"default\",\"mode\":\"StsToken\"," + Key + "}", "has no sts_token. Add it.")]
    [InlineData("{\"name\":\"default\",\"mode\":\"RamRoleArn\"," + Key + "}", "has no ram_role_arn. Add it.")]
    [InlineData("{\"name\":\"default\"," + Key + "}", "has no mode. Add it.")]
    [InlineData("{\"name\":\"default\",\"mode\":\"CloudSSO\"," + Key + "}", "has the mode CloudSSO, which is not supported. Supported are AK, StsToken, EcsRamRole, RamRoleArn, OIDC and CredentialsURI; "
        + "for another, fetch the credentials yourself and give them through a RotatingCredentialsProvider.")]
    [InlineData("{\"name\":\"other\"," + Key + "}", "does not exist. Fix the name")]
    [InlineData("7, \"" + Place.Secret + "\", null", "does not exist. Fix the name")]
    [InlineData("n" + Place.Secret, "is not JSON from line 1")]
    public async Task What_is_wrong_with_a_CLI_profile_is_told_and_its_secrets_are_not(string profiles, string expected)
    {
        _place.Cli(profiles);

        var exception = await Place.Fails(Cli);

        Assert.StartsWith("The credentials from the Alibaba Cloud CLI's profile (CliProfileCredentialsProvider) could not be got: The ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[default]\ntype=access_key\naccess_key_id=\naccess_key_secret=" + Place.Secret, "has no access_key_id. Add it.")]
    [InlineData("[default]\ntype=bearer\nbearer_token=" + Place.Token, "has the type bearer, which is not supported. Supported are access_key, sts,")]
    [InlineData("[default]\n" + IniKey, "has no type. Add it.")]
    [InlineData("[other]\n" + IniKey, "does not exist. Add it, or name another (ALIBABA_CLOUD_PROFILE).")]
    [InlineData(Place.Secret, "The section [default] of ")]
    [InlineData("[default]\ntype=access_key\naccess_key_id=theId\naccess_key_secret=" + Place.Secret + " x", "has an access key that cannot be used")]
    public async Task What_is_wrong_with_a_credentials_file_is_told_and_its_secrets_are_not(string content, string expected)
    {
        _place.Ini(content);

        var exception = await Place.Fails(Ini);

        Assert.StartsWith("The credentials from the credentials file (IniProfileCredentialsProvider) could not be got: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "does not say which profile is current. Name one, or run \"aliyun configure\".")]
    [InlineData("""{"current":"c"}""", "does not exist. Fix the name, or run \"aliyun configure --profile\" for it.")]
    [InlineData("""{"current":"c","profiles":{"name":"c"}}""", "does not exist. Fix the name, or run \"aliyun configure --profile\" for it.")]
    public async Task A_CLI_file_without_the_profile_is_told(string content, string expected)
    {
        _place.File(".aliyun/config.json", content);

        Assert.EndsWith(expected, (await Place.Fails(Cli)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_is_told()
    {
        await using var sts = await HttpStub.StartAsync(static _ => (403, """{"Code":"NoPermission","Message":"not this role"}"""));
        _place.Sts = sts.Address;
        _place.Cli($$"""{"name":"default","mode":"RamRoleArn","ram_role_arn":"theArn",{{Key}}}""");

        Assert.EndsWith("The STS refused with status 403, NoPermission: not this role", (await Place.Fails(Cli)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_too_long_is_told()
    {
        Assert.Contains("cannot be read", (await Place.Fails(Cli)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no file credentials.ini", (await Place.Fails(Ini)).Message, StringComparison.Ordinal);

        _place.Cli(new string(' ', 64 * 1024) + Place.Secret);
        _place.Ini(new string(' ', 64 * 1024) + Place.Secret);
        Assert.Contains("longer than 64 KiB", (await Place.Fails(Cli)).Message, StringComparison.Ordinal);
        Assert.Contains("longer than 64 KiB", (await Place.Fails(Ini)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_name_is_a_mistake()
    {
        Assert.Throws<ArgumentException>("profileName", static () => new CliProfileCredentialsProvider(" "));
        Assert.Throws<ArgumentException>("file", static () => new CliProfileCredentialsProvider("p", ""));
        Assert.Throws<ArgumentException>("section", static () => new IniProfileCredentialsProvider(" "));
        Assert.Throws<ArgumentException>("file", static () => new IniProfileCredentialsProvider("p", ""));
    }
}
