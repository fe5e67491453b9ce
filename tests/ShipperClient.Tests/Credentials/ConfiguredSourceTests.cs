namespace ShipperClient.Tests.Credentials;

/// <summary>What counts as configured when the default provider searches: stray files, one variable for two files, partial settings, other spellings.</summary>
public sealed class ConfiguredSourceTests : IDisposable
{
    private const string Section = "type=access_key\naccess_key_id=ini\naccess_key_secret=" + TestMachine.Secret;

    private readonly TestMachine _machine = new();

    public ConfiguredSourceTests() => _machine.Variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("""{"current":"default","profiles":[],"meta_path":""}""")]
    [InlineData("""{"current":"","profiles":null}""")]
    [InlineData("""{}""")]
    [InlineData("""{"current":"default","profiles":[{"name":"default","mode":"AK","region_id":"cn-hangzhou"}]}""")]
    [InlineData("""{"current":"default","profiles":[{"name":"default","mode":"","access_key_id":"","access_key_secret":"","region_id":"cn-hangzhou"}]}""")]
    public async Task A_CLI_file_without_credentials_is_skipped_and_listed_if_nothing_else_is_found(string file)
    {
        var path = _machine.File(".aliyun/config.json", file);

        Assert.Contains($"The file {path} has no profile with credentials.", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);

        _machine.Ini($"[default]\n{Section}");
        Assert.Equal("ini", await TestMachine.IdOf(Provider()));
    }

    [Theory]
    [InlineData("\"access_key_id\":\"a\"", "has no access_key_secret. Add it.")]
    [InlineData("\"access_key_secret\":\"" + TestMachine.Secret + "\"", "has no access_key_id. Add it.")]
    public async Task Half_a_key_in_the_CLI_file_is_an_error(string half, string expected)
    {
        _machine.Cli($$"""{"name":"default","mode":"AK",{{half}}}""");
        _machine.Ini($"[default]\n{Section}");

        Assert.EndsWith(expected, (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ram_role_arn")]
    [InlineData("ram_role_name")]
    [InlineData("oidc_token_file")]
    [InlineData("source_profile")]
    [InlineData("process_command")]
    [InlineData("credentials_uri")]
    public async Task A_profile_with_a_field_of_credentials_and_no_mode_is_an_error(string field)
    {
        _machine.Cli($$"""{"name":"default","{{field}}":"x"}""");
        _machine.Ini($"[default]\n{Section}");

        Assert.EndsWith("has no mode. Add it.", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("")]
    public async Task A_current_profile_that_does_not_exist_is_an_error_and_not_skipped(string current)
    {
        _machine.Cli($$"""{"name":"default","mode":"AK","access_key_id":"cli","access_key_secret":"{{TestMachine.Secret}}"}""", current);
        _machine.Ini($"[default]\n{Section}");

        Assert.Contains("config.json", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_whose_service_does_not_exist_is_an_error_and_not_skipped()
    {
        _machine.Variables.Remove("ALIBABA_CLOUD_ECS_METADATA_DISABLED");
        _machine.Cli("""{"name":"default","mode":"EcsRamRole"}""");
        _machine.Ini($"[default]\n{Section}");

        Assert.Contains("There is no metadata service here", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_that_a_variable_names_may_be_in_either_file()
    {
        _machine.Cli($$"""{"name":"default","mode":"AK","access_key_id":"cli","access_key_secret":"{{TestMachine.Secret}}"}""");
        _machine.Ini($"[staging]\n{Section}");
        _machine.Variables["ALIBABA_CLOUD_PROFILE"] = "staging";

        Assert.Equal("ini", await TestMachine.IdOf(Provider()));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_profile_that_a_variable_names_and_no_file_has_is_an_error_that_names_both_files(bool hasCli, bool hasIni)
    {
        if (hasCli)
        {
            _machine.Cli($$"""{"name":"default","mode":"AK","access_key_id":"cli","access_key_secret":"{{TestMachine.Secret}}"}""");
        }

        if (hasIni)
        {
            _machine.Ini($"[default]\n{Section}");
        }

        _machine.Variables["ALIBABA_CLOUD_PROFILE"] = "staging";
        await using var service = await HttpStub.StartAsync(_ => (200, _machine.Reply("uri")));
        _machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = service.Address.ToString();

        var message = (await TestMachine.Fails(Provider())).Message;

        Assert.Contains("config.json", message, StringComparison.Ordinal);
        Assert.Contains("credentials.ini", message, StringComparison.Ordinal);
        Assert.Contains("staging", message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("ALIBABA_CLOUD_ROLE_ARN")]
    [InlineData("ALIBABA_CLOUD_OIDC_PROVIDER_ARN")]
    [InlineData("ALIBABA_CLOUD_OIDC_TOKEN_FILE")]
    public async Task Two_of_the_three_variables_of_RRSA_are_an_error_that_names_the_third(string missing)
    {
        _machine.Oidc();
        _machine.Variables.Remove(missing);
        _machine.Ini($"[default]\n{Section}");

        Assert.Contains($"{missing} is not set.", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_alone_is_not_RRSA()
    {
        _machine.Variables["ALIBABA_CLOUD_ROLE_ARN"] = "acs:ram::1:role/r";
        _machine.Ini($"[default]\n{Section}");

        Assert.Equal("ini", await TestMachine.IdOf(Provider()));
    }

    [Fact]
    public async Task An_EcsRamRole_profile_with_the_metadata_service_disabled_is_an_error_that_names_both()
    {
        await using var metadata = await HttpStub.StartAsync(_ => (200, _machine.Reply("ecs")));
        _machine.Metadata = metadata.Address;
        _machine.Cli("""{"name":"default","mode":"EcsRamRole","ram_role_name":"r"}""");
        _machine.Ini("[default]\ntype=ecs_ram_role\nrole_name=r");

        foreach (var provider in (ILogServiceCredentialsProvider[])[new CliProfileCredentialsProvider(_machine.Context), new IniProfileCredentialsProvider(_machine.Context)])
        {
            var message = (await TestMachine.Fails(provider)).Message;
            Assert.Contains("ALIBABA_CLOUD_ECS_METADATA_DISABLED", message, StringComparison.Ordinal);
            Assert.Contains(provider is CliProfileCredentialsProvider ? "The profile \"default\" in " : "The section [default] of ", message, StringComparison.Ordinal);
        }

        Assert.Empty(metadata.Requests);
    }

    [Theory]
    [InlineData("ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID")]
    [InlineData("ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET")]
    [InlineData("ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_ID")]
    [InlineData("ALIBABACLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE")]
    public async Task Another_spelling_of_a_variable_is_a_hint_in_the_error(string spelling, string variable)
    {
        _machine.Variables[spelling] = TestMachine.Secret;

        Assert.Contains($"{spelling} is set, but not read: set {variable} instead.", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("  ")]
    public async Task A_token_of_only_white_space_is_refused_by_name(string token)
    {
        _machine.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "theId";
        _machine.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = TestMachine.Secret;
        _machine.Variables["ALIBABA_CLOUD_SECURITY_TOKEN"] = token;

        foreach (var provider in (ILogServiceCredentialsProvider[])[new EnvironmentCredentialsProvider(_machine.Variables.GetValueOrDefault), Provider()])
        {
            Assert.StartsWith("ALIBABA_CLOUD_SECURITY_TOKEN contains only white space.", (await TestMachine.Fails(provider)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "'s1'")]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_ID", "\"theId\"")]
    [InlineData("ALIBABA_CLOUD_SECURITY_TOKEN", "\"token\"")]
    [InlineData("ALIBABA_CLOUD_CREDENTIALS_FILE", "\"/no/file\"")]
    public async Task A_variable_with_quotes_around_its_value_is_refused_by_name(string variable, string value)
    {
        _machine.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "theId";
        _machine.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = TestMachine.Secret;
        if (variable == "ALIBABA_CLOUD_CREDENTIALS_FILE")
        {
            _machine.Variables.Clear();
        }

        _machine.Variables[variable] = value;

        Assert.StartsWith($"{variable} has quotes around it.", (await TestMachine.Fails(Provider(), value)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'s1\"")]
    [InlineData("'s1")]
    [InlineData("s1'")]
    [InlineData("'")]
    public async Task A_quote_without_a_matching_one_belongs_to_the_value_of_a_variable(string secret)
    {
        _machine.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "theId";
        _machine.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = secret;

        Assert.Equal(secret, (await Provider().GetCredentialsAsync(TestContext.Current.CancellationToken)).AccessKeySecret);
    }

    private DefaultCredentialsProvider Provider() => new(_machine.Context);
}
