namespace ShipperClient.Tests.Credentials;

/// <summary>The order of the places, and what counts as configured.</summary>
public sealed class DefaultCredentialsProviderTests : IDisposable
{
    private static readonly string[] Order = ["environment", "oidc", "cli", "ini", "ecs", "uri"];

    private readonly Place _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_first_that_is_configured_is_used(int first)
    {
        await using var services = await StartAsync();
        foreach (var link in Order[first..])
        {
            Configure(link, services.Address);
        }

        Assert.Equal(Order[first], await Place.IdOf(Provider()));
    }

    [Theory]
    [InlineData("environment", "ALIBABA_CLOUD_ACCESS_KEY_SECRET")]
    [InlineData("oidc", "OidcCredentialsProvider")]
    [InlineData("cli", "CliProfileCredentialsProvider")]
    [InlineData("ini", "IniProfileCredentialsProvider")]
    [InlineData("ecs", "EcsRamRoleCredentialsProvider")]
    [InlineData("uri", "CredentialsUriProvider")]
    public async Task One_that_is_configured_and_fails_is_named_and_not_stepped_over(string broken, string named)
    {
        await using var services = await StartAsync();
        Configure("uri", services.Address);
        Configure(broken, services.Address);
        switch (broken)
        {
            case "environment": _place.Variables.Remove("ALIBABA_CLOUD_ACCESS_KEY_SECRET"); break;
            case "oidc": _place.Variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] += ".gone"; break;
            case "cli": _place.Cli(""); break;
            case "ini": _place.Ini(""); break;
            case "ecs": _place.Metadata = await HttpStub.ClosedAsync(); break;
            default: _place.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = (await HttpStub.ClosedAsync()).ToString(); break;
        }

        Assert.Contains(named, (await Place.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oidc", "ALIBABA_CLOUD_ROLE_ARN", null)]
    [InlineData("oidc", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN", null)]
    [InlineData("oidc", "ALIBABA_CLOUD_OIDC_TOKEN_FILE", null)]
    [InlineData("cli", "ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true")]
    [InlineData("ecs", "ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")]
    [InlineData("ecs", "ALIBABA_CLOUD_ECS_METADATA_DISABLED", "1")]
    public async Task One_that_is_configured_in_part_or_switched_off_is_stepped_over(string link, string variable, string? value)
    {
        await using var services = await StartAsync();
        Configure(link, services.Address);
        Configure("uri", services.Address);
        Assert.Equal(link, await Place.IdOf(Provider()));

        _place.Variables[variable] = value ?? "";

        _place.Metadata = link == "ecs" ? services.Address : await HttpStub.ClosedAsync();
        Assert.Equal("uri", await Place.IdOf(Provider()));
    }

    [Theory]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_ID")]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_SECRET")]
    public async Task Half_an_access_key_is_an_error_that_names_the_other_half(string missing)
    {
        Configure("environment", _place.Metadata);
        _place.Variables.Remove(missing);

        Assert.StartsWith($"No credentials in the environment: {missing} is not set.", (await Place.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_environment_names_is_configured_also_where_it_does_not_exist()
    {
        _place.Variables["ALIBABA_CLOUD_CREDENTIALS_FILE"] = "/no/such/file";

        Assert.Contains("The file /no/such/file cannot be read", (await Place.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_that_nobody_named_is_tried_and_used_where_it_has_a_role()
    {
        await using var services = await StartAsync();
        _place.Metadata = services.Address;
        Configure("uri", services.Address);

        Assert.Equal("ecs", await Place.IdOf(Provider()));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(0)]
    public async Task A_machine_without_a_role_or_outside_the_cloud_goes_on_to_the_credentials_URI(int status)
    {
        await using var services = await StartAsync();
        await using var nobody = await HttpStub.StartAsync(_ => (status, ""));
        _place.Metadata = nobody.Address;
        Configure("uri", services.Address);
        _place.Clock.AutoFire = static due => due == TimeSpan.FromSeconds(1.8);

        Assert.Equal("uri", await Place.IdOf(Provider()));
    }

    [Fact]
    public async Task A_metadata_service_with_a_fault_is_told_and_not_stepped_over()
    {
        await using var services = await StartAsync();
        await using var faulty = await HttpStub.StartAsync(static _ => (500, ""));
        _place.Metadata = faulty.Address;
        Configure("uri", services.Address);

        Assert.Contains("EcsRamRoleCredentialsProvider", (await Place.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_configured_is_told_with_every_way_to_configure_it_and_looked_for_again()
    {
        var provider = Provider();

        var exception = await Place.Fails(provider);

        Assert.StartsWith("No credentials are configured. ", exception.Message, StringComparison.Ordinal);
        Assert.All(
            ["ACCESS_KEY_ID", "OIDC_TOKEN_FILE", "CLI_PROFILE_DISABLED", "CREDENTIALS_FILE", "ECS_METADATA", "CREDENTIALS_URI"],
            name => Assert.Contains($"ALIBABA_CLOUD_{name}", exception.Message, StringComparison.Ordinal));
        Assert.Contains("There is no metadata service here", exception.Message, StringComparison.Ordinal);
        Configure("cli", _place.Metadata);
        Assert.Equal("cli", await Place.IdOf(provider));
    }

    [Fact]
    public async Task What_was_found_is_kept_and_told_what_is_rejected()
    {
        await using var services = await StartAsync();
        Configure("uri", services.Address);
        _place.Variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";
        var provider = Provider();
        var old = await provider.GetCredentialsAsync(TestContext.Current.CancellationToken);
        Configure("environment", services.Address);
        Assert.Same(old, await provider.GetCredentialsAsync(TestContext.Current.CancellationToken));

        provider.Invalidate(old);

        Assert.Equal("uri", await Place.IdOf(provider));
        Assert.Equal(2, services.Requests.Count);
    }

    [Fact]
    public void A_caller_that_has_gone_is_not_searched_for() => Assert.True(Provider().GetCredentialsAsync(new CancellationToken(canceled: true)).AsTask().IsCanceled);

    private DefaultCredentialsProvider Provider() => new(_place.Surroundings);

    private void Configure(string link, Uri services)
    {
        switch (link)
        {
            case "environment":
                _place.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = link;
                _place.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = Place.Secret;
                break;
            case "oidc":
                _place.Oidc();
                _place.Sts = services;
                break;
            case "cli": _place.Cli($$"""{"name":"default","mode":"AK","access_key_id":"cli","access_key_secret":"{{Place.Secret}}"}"""); break;
            case "ini": _place.Ini($"[default]\ntype=access_key\naccess_key_id=ini\naccess_key_secret={Place.Secret}"); break;
            case "ecs":
                _place.Metadata = services;
                _place.Variables["ALIBABA_CLOUD_ECS_METADATA"] = "the-role";
                break;
            default: _place.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = new Uri(services, "uri").ToString(); break;
        }
    }

    private Task<HttpStub> StartAsync() => HttpStub.StartAsync(request => (request.Method, request.Path) switch
    {
        ("POST", _) => (200, _place.StsReply("oidc")),
        ("PUT", _) => (200, "t"),
        (_, "/uri") => (200, _place.Reply("uri")),
        (_, "/latest/meta-data/ram/security-credentials/") => (200, "the-role"),
        _ => (200, _place.Reply("ecs")),
    });
}
