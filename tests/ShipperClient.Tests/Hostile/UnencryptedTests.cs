using Microsoft.Extensions.Logging;
using ShipperClient.Tests.Credentials;

namespace ShipperClient.Tests.Hostile;

/// <summary>What leaves this machine over http is warned of once, and credentials over http never go through a proxy.</summary>
[Collection(nameof(Alone))] // one sets the proxy of the whole process
public sealed class UnencryptedTests : IDisposable
{
    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("http://cn-hangzhou.log.aliyuncs.com", true)]
    [InlineData("http://10.0.0.1:8080", true)]
    [InlineData("https://cn-hangzhou.log.aliyuncs.com", false)]
    [InlineData("cn-hangzhou.log.aliyuncs.com", false)]
    [InlineData("http://127.0.0.1:8080", false)]
    [InlineData("http://localhost", false)]
    [InlineData("http://localhost.:8080", false)]
    public void An_http_endpoint_of_another_machine_is_logged_once(string endpoint, bool isLogged)
    {
        using var watch = new Watch();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(watch));
        var options = new LogServiceClientOptions { Endpoint = endpoint, Credentials = new StaticCredentialsProvider("id", "secret"), LoggerFactory = logging };
        using var client = LogServiceClient.Create(options);

        var logged = watch.OwnLogs.Where(static log => log.Id.Name == "EndpointUnencrypted").ToList();

        Assert.Equal(isLogged ? 1 : 0, logged.Count);
        Assert.Equal(isLogged, options.GetEndpointUri() is { Scheme: "http", IsLoopback: false });
        Assert.All(logged, log => Assert.Equal(
            (12, LogLevel.Warning, $"Requests go to {endpoint["http://".Length..]} over http: everyone on the way can read the security token and the data. Use https unless the whole way is yours"),
            (log.Id.Id, log.Level, log.Text)));
    }

    [Fact]
    public void An_endpoint_that_cannot_be_used_has_no_address() => Assert.Null(new LogServiceClientOptions { Endpoint = "ftp://x" }.GetEndpointUri());

    [Theory]
    [InlineData("variable")]
    [InlineData("default")]
    [InlineData("cli")]
    [InlineData("ini")]
    public async Task Credentials_over_http_bypass_the_proxy_and_are_logged_once(string source)
    {
        await using var proxy = new RawServer(RawServer.Reply("200 OK", _machine.Reply("id")));
        var before = HttpClient.DefaultProxy;
        try
        {
            HttpClient.DefaultProxy = new System.Net.WebProxy(proxy.Address);
            using var watch = new Watch();
            using var logging = LoggerFactory.Create(builder => builder.AddProvider(watch));
            using var client = LogServiceClient.Create(new LogServiceClientOptions
            {
                Endpoint = "127.0.0.1:9",
                Credentials = Provider(source, "http://user:passw0rd@credentials.invalid/path"),
                LoggerFactory = logging,
                MaxRetryAttempts = 0,
                TimeProvider = _machine.Clock,
            });

            for (var call = 0; call < 2; call++)
            {
                await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => client.GetShipperStatusAsync(Sample.Query with { From = _machine.Clock.GetUtcNow().AddHours(-1), To = _machine.Clock.GetUtcNow() }));
                _machine.Clock.Advance(TimeSpan.FromMinutes(2)); // the provider asks again
            }

            var log = Assert.Single(watch.OwnLogs, static log => log.Id.Name == "CredentialsUnencrypted");
            Assert.Equal((13, LogLevel.Warning, "The credentials come from http://credentials.invalid over http: everyone on the way can read them. Use https, or an address of this machine"), (log.Id.Id, log.Level, log.Text));
            Assert.Equal(0, proxy.Connections);

            var encrypted = Provider(source, "https://credentials.invalid/path");
            await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => encrypted.GetCredentialsAsync(TestContext.Current.CancellationToken).AsTask());
            Assert.StartsWith("CONNECT credentials.invalid:443", Assert.Single(proxy.Requests), StringComparison.Ordinal);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    private ILogServiceCredentialsProvider Provider(string source, string address)
    {
        switch (source)
        {
            case "cli":
                _machine.Cli($$"""{"name":"default","mode":"CredentialsURI","credentials_uri":"{{address}}"}""");
                return new CliProfileCredentialsProvider(_machine.Context);
            case "ini":
                _machine.Ini($"[default]\ntype=credentials_uri\ncredentials_uri={address}");
                return new IniProfileCredentialsProvider(_machine.Context);
            default:
                _machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = address;
                _machine.Variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";
                return source == "default" ? new DefaultCredentialsProvider(_machine.Context) : new CredentialsUriProvider(_machine.Context);
        }
    }
}
