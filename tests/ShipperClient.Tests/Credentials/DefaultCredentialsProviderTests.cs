namespace ShipperClient.Tests.Credentials;

/// <summary>The order of the sources, and what counts as configured.</summary>
public sealed class DefaultCredentialsProviderTests : IDisposable
{
    private static readonly string[] Order = ["environment", "oidc", "cli", "ini", "ecs", "uri"];

    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_first_configured_source_is_used(int first)
    {
        await using var services = await StartAsync();
        foreach (var link in Order[first..])
        {
            Configure(link, services.Address);
        }

        Assert.Equal(Order[first], await TestMachine.IdOf(Provider()));
    }

    [Theory]
    [InlineData("environment", "ALIBABA_CLOUD_ACCESS_KEY_SECRET")]
    [InlineData("oidc", "OidcCredentialsProvider")]
    [InlineData("cli", "CliProfileCredentialsProvider")]
    [InlineData("ini", "IniProfileCredentialsProvider")]
    [InlineData("ecs", "EcsRamRoleCredentialsProvider")]
    [InlineData("uri", "CredentialsUriProvider")]
    public async Task A_configured_source_that_fails_is_named_and_not_skipped(string broken, string named)
    {
        await using var services = await StartAsync();
        Configure("uri", services.Address);
        Configure(broken, services.Address);
        switch (broken)
        {
            case "environment": _machine.Variables.Remove("ALIBABA_CLOUD_ACCESS_KEY_SECRET"); break;
            case "oidc": _machine.Variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] += ".gone"; break;
            case "cli": _machine.Cli("""{"name":"default","mode":"AK","access_key_id":"a"}"""); break;
            case "ini": _machine.Ini(""); break;
            case "ecs": _machine.Metadata = await HttpStub.ClosedAsync(); break;
            default: _machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = (await HttpStub.ClosedAsync()).ToString(); break;
        }

        Assert.Contains(named, (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cli", "ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true")]
    [InlineData("ecs", "ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")]
    [InlineData("ecs", "ALIBABA_CLOUD_ECS_METADATA_DISABLED", "1")]
    public async Task A_source_that_is_disabled_is_skipped(string link, string variable, string value)
    {
        await using var services = await StartAsync();
        Configure(link, services.Address);
        Configure("uri", services.Address);
        Assert.Equal(link, await TestMachine.IdOf(Provider()));

        _machine.Variables[variable] = value;

        _machine.Metadata = link == "ecs" ? services.Address : await HttpStub.ClosedAsync();
        Assert.Equal("uri", await TestMachine.IdOf(Provider()));
    }

    [Theory]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_ID")]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_SECRET")]
    public async Task Half_an_access_key_is_an_error_that_names_the_other_half(string missing)
    {
        Configure("environment", _machine.Metadata);
        _machine.Variables.Remove(missing);

        Assert.StartsWith($"No credentials in the environment: {missing} is not set.", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_a_variable_names_is_configured_even_if_it_does_not_exist()
    {
        _machine.Variables["ALIBABA_CLOUD_CREDENTIALS_FILE"] = "/no/such/file";

        Assert.Contains("The file /no/such/file cannot be read", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_whose_role_no_variable_names_is_tried_and_used()
    {
        await using var services = await StartAsync();
        _machine.Metadata = services.Address;
        Configure("uri", services.Address);

        Assert.Equal("ecs", await TestMachine.IdOf(Provider()));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(0)]
    public async Task A_machine_without_a_role_or_outside_the_cloud_continues_with_the_credentials_URI(int status)
    {
        await using var services = await StartAsync();
        await using var noService = await HttpStub.StartAsync(_ => (status, ""));
        _machine.Metadata = noService.Address;
        Configure("uri", services.Address);
        _machine.Clock.AutoFire = static due => due < TimeSpan.FromSeconds(2);

        Assert.Equal("uri", await TestMachine.IdOf(Provider()));
    }

    [Fact]
    public async Task A_metadata_service_that_fails_is_named_and_not_skipped()
    {
        await using var services = await StartAsync();
        await using var faulty = await HttpStub.StartAsync(static _ => (500, ""));
        _machine.Metadata = faulty.Address;
        Configure("uri", services.Address);

        Assert.Contains("EcsRamRoleCredentialsProvider", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_configured_source_is_an_error_that_lists_every_way_and_the_next_call_searches_again()
    {
        var provider = Provider();

        var exception = await TestMachine.Fails(provider);

        Assert.StartsWith("No credentials are configured. ", exception.Message, StringComparison.Ordinal);
        Assert.All(
            ["ACCESS_KEY_ID", "OIDC_TOKEN_FILE", "CLI_PROFILE_DISABLED", "CREDENTIALS_FILE", "ECS_METADATA", "CREDENTIALS_URI"],
            name => Assert.Contains($"ALIBABA_CLOUD_{name}", exception.Message, StringComparison.Ordinal));
        Assert.Contains("There is no metadata service here", exception.Message, StringComparison.Ordinal);
        Configure("cli", _machine.Metadata);
        Assert.Equal("cli", await TestMachine.IdOf(provider));
    }

    [Fact]
    public async Task The_source_that_was_found_is_kept_and_notified_of_rejected_credentials()
    {
        await using var services = await StartAsync();
        Configure("uri", services.Address);
        _machine.Variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";
        var provider = Provider();
        var old = await provider.GetCredentialsAsync(TestContext.Current.CancellationToken);
        Configure("environment", services.Address);
        Assert.Same(old, await provider.GetCredentialsAsync(TestContext.Current.CancellationToken));

        provider.Invalidate(old);

        Assert.Equal("uri", await TestMachine.IdOf(provider));
        Assert.Equal(2, services.Requests.Count);
    }

    [Fact]
    public void A_canceled_call_does_not_search() => Assert.True(Provider().GetCredentialsAsync(new CancellationToken(canceled: true)).AsTask().IsCanceled);

    private DefaultCredentialsProvider Provider() => new(_machine.Context);

    private void Configure(string link, Uri services)
    {
        switch (link)
        {
            case "environment":
                _machine.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = link;
                _machine.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = TestMachine.Secret;
                break;
            case "oidc":
                _machine.Oidc();
                _machine.Sts = services;
                break;
            case "cli": _machine.Cli($$"""{"name":"default","mode":"AK","access_key_id":"cli","access_key_secret":"{{TestMachine.Secret}}"}"""); break;
            case "ini": _machine.Ini($"[default]\ntype=access_key\naccess_key_id=ini\naccess_key_secret={TestMachine.Secret}"); break;
            case "ecs":
                _machine.Metadata = services;
                _machine.Variables["ALIBABA_CLOUD_ECS_METADATA"] = "the-role";
                break;
            default: _machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = new Uri(services, "uri").ToString(); break;
        }
    }

    private Task<HttpStub> StartAsync() => HttpStub.StartAsync(request => (request.Method, request.Path) switch
    {
        ("POST", _) => (200, _machine.StsReply("oidc")),
        ("PUT", _) => (200, "t"),
        (_, "/uri") => (200, _machine.Reply("uri")),
        (_, "/latest/meta-data/ram/security-credentials/") => (200, "the-role"),
        _ => (200, _machine.Reply("ecs")),
    });
}
