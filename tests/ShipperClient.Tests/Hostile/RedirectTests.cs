using ShipperClient.Tests.Credentials;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Hostile;

/// <summary>Nothing goes to where a response points: neither a signed request, nor what a provider sends to get credentials.</summary>
public sealed class RedirectTests
{
    private static readonly string[] Statuses = ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect", "300 Multiple Choices", "200 OK", "401 Unauthorized"];

    public static MatrixTheoryData<string, SignatureVersion> Calls { get; } = new(Statuses, Enum.GetValues<SignatureVersion>());

    public static MatrixTheoryData<string, string> Fetches { get; } = new(Statuses, ["STS by OIDC", "STS by key", "ECS", "URI"]);

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_follows_no_redirect(string status, SignatureVersion version)
    {
        await using var elsewhere = new RawServer(RawServer.Reply("200 OK", "{\"total\":0}"));
        await using var service = Pointing(status, elsewhere);
        using var client = Client(service, "token", version);
        Func<Task>[] calls =
        [
            () => client.GetShipperStatusAsync(Sample.Query), () => client.RetryShipperTasksAsync(Sample.Shipper, ["id"]),
            () => client.ListLogstoresAsync("p"), () => client.ListShippersAsync("p", "l"),
        ];

        foreach (var call in calls)
        {
            Assert.IsAssignableFrom<LogServiceException>(await Record.ExceptionAsync(call));
        }

        Assert.Equal(calls.Length, service.Requests.Count);
        Assert.Equal(0, elsewhere.Connections);
    }

    [Theory]
    [InlineData("https://login.example:8443/saml/sign-in", "https://login.example:8443/saml/sign-in")]
    [InlineData("http://user:s3cret@portal.example/?token=s3cret#s3cret", "http://portal.example/")]
    [InlineData("//portal.example/a?b=s3cret", "http://portal.example/a")]
    [InlineData("/elsewhere?token=s3cret", "http://HOST/elsewhere")]
    [InlineData("https://portal.example/TOKEN/x", "https://portal.example/***/x")]
    [InlineData("https://portal.example/T%4FKEN/x", "https://portal.example/***/x")]
    [InlineData("https://portal.example/a%0d%0a%1b%E2%80%AEb", "https://portal.example/a    b")]
    public async Task Redirect_is_named_without_its_secrets(string location, string shown)
    {
        await using var service = new RawServer(RawServer.Reply("307 Temporary Redirect", "", $"Location: {location}"));
        using var client = Client(service, "TOKEN");

        var exception = await Assert.ThrowsAsync<LogServiceProtocolException>(() => client.GetShipperStatusAsync(Sample.Query));

        Assert.Equal(
            $"The response is not one that Log Service documents (HTTP 307). It redirects to {shown.Replace("HOST", service.Authority, StringComparison.Ordinal)}. "
            + "Check the endpoint, and any proxy between this machine and the service; redirects are not followed.",
            exception.Message);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://")]
    [InlineData("")]
    public async Task Redirect_to_no_web_address_is_not_named(string location)
    {
        await using var service = new RawServer(RawServer.Reply("302 Found", "", $"Location: {location}"));
        using var client = Client(service, "TOKEN");

        var exception = await Assert.ThrowsAsync<LogServiceProtocolException>(() => client.GetShipperStatusAsync(Sample.Query));

        Assert.DoesNotContain("It redirects", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_of_endless_length_is_cut()
    {
        await using var service = new RawServer(RawServer.Reply("302 Found", "", $"Location: http://portal.example/{new string('x', 10_000)}"));
        using var client = Client(service, "TOKEN");

        var exception = await Assert.ThrowsAsync<LogServiceProtocolException>(() => client.GetShipperStatusAsync(Sample.Query));

        Assert.InRange(exception.Message.Length, 300, 600);
    }

    [Theory]
    [MemberData(nameof(Fetches))]
    public async Task Credentials_request_follows_no_redirect(string status, string provider)
    {
        await using var elsewhere = new RawServer(RawServer.Reply("200 OK", "{}"));
        await using var service = Pointing(status, elsewhere);
        using var machine = new TestMachine { Metadata = service.Address, Sts = service.Address };
        machine.Oidc();
        machine.Cli($$"""{"name":"default","mode":"RamRoleArn","access_key_id":"id","access_key_secret":"{{TestMachine.Secret}}","ram_role_arn":"acs:ram::1:role/r"}""");
        machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = $"{service.Address}?{TestMachine.Token}";
        ILogServiceCredentialsProvider fetching = provider switch
        {
            "STS by OIDC" => new OidcCredentialsProvider(machine.Context),
            "STS by key" => new CliProfileCredentialsProvider(machine.Context),
            "ECS" => new EcsRamRoleCredentialsProvider(machine.Context),
            _ => new CredentialsUriProvider(machine.Context),
        };

        await TestMachine.Fails(fetching);

        Assert.NotEmpty(service.Requests);
        Assert.Equal(0, elsewhere.Connections);
    }

    private static LogServiceClient Client(RawServer service, string token, SignatureVersion version = SignatureVersion.V1) => LogServiceClient.Create(new LogServiceClientOptions
    {
        Endpoint = service.Address.ToString(),
        Credentials = new StaticCredentialsProvider("id", "secret", token),
        SignatureVersion = version,
        Region = "cn-hangzhou",
        TimeProvider = new ManualTimeProvider(Sample.Now) { AutoFire = static due => due < TimeSpan.FromSeconds(9) },
    });

    // It says "there" in every way known, whatever the status says.
    private static RawServer Pointing(string status, RawServer elsewhere) => new(RawServer.Reply(
        status,
        $"<meta http-equiv=\"refresh\" content=\"0;url={elsewhere.Address}\">",
        $"Location: {elsewhere.Address}",
        $"Refresh: 0;url={elsewhere.Address}",
        $"Content-Location: {elsewhere.Address}",
        $"Alt-Svc: h2=\"{elsewhere.Authority}\"",
        "WWW-Authenticate: Basic realm=\"here\""));
}
