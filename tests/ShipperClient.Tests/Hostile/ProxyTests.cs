using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Hostile;

/// <summary>A proxy that refuses: the error is the proxy's, and its password appears nowhere.</summary>
[Collection(nameof(Alone))] // they listen to the whole process, and one sets the proxy of the whole process
public sealed class ProxyTests
{
    private const string Password = "proxy-pa55word";

    public static MatrixTheoryData<string, string> Refusals { get; } = new(
        ["407 Proxy Authentication Required", "511 Network Authentication Required", "403 Forbidden"], ["SocketsHttpHandler", "HttpClientHandler", "ConfigureHttpHandler"]);

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Tunnel_that_the_proxy_refuses_is_an_error_of_the_proxy_without_its_password(string status, string kind)
    {
        await using var proxy = new RawServer(RawServer.Reply(status, headers: "Proxy-Authenticate: Basic realm=\"here\""));

        var (error, everything) = await CallAsync(proxy, kind, "https");

        AssertRefused(error, status);
        Assert.Contains("proxy_tunnel_error", everything, StringComparison.Ordinal); // .NET's own spans are in it
        Assert.DoesNotContain(Password, everything, StringComparison.Ordinal);
        Assert.All(proxy.Requests, static request => Assert.StartsWith("CONNECT ", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("407 Proxy Authentication Required")]
    [InlineData("511 Network Authentication Required")]
    public async Task Response_of_a_proxy_without_a_tunnel_is_an_error_of_the_proxy(string status)
    {
        await using var proxy = new RawServer(RawServer.Reply(status, "<html>Sign in</html>", "Proxy-Authenticate: Basic realm=\"here\""));

        var (error, everything) = await CallAsync(proxy, "ConfigureHttpHandler", "http");

        AssertRefused(error, status);
        Assert.DoesNotContain(Password, everything, StringComparison.Ordinal);
        Assert.All(proxy.Requests, static request => Assert.StartsWith("GET http://", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tunnel_that_fails_for_now_is_tried_again()
    {
        await using var proxy = new RawServer(RawServer.Reply("502 Bad Gateway"));

        var (error, everything) = await CallAsync(proxy, "ConfigureHttpHandler", "https");

        Assert.True(Assert.IsType<LogServiceUnavailableException>(error).IsTransient);
        Assert.Equal(4, proxy.Connections);
        Assert.DoesNotContain(Password, everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_of_the_system_gets_its_password_which_appears_nowhere_else()
    {
        await using var proxy = new RawServer(RawServer.Reply("407 Proxy Authentication Required", headers: "Proxy-Authenticate: Basic realm=\"here\""));
        var before = HttpClient.DefaultProxy;
        try
        {
            HttpClient.DefaultProxy = FromEnvironment(proxy);
            using var eavesdropper = new Eavesdropper();
            using var client = LogServiceClient.Create(new LogServiceClientOptions { Endpoint = "proxied.example", Credentials = new StaticCredentialsProvider("id", "secret") });
            var provider = new CredentialsUriProvider(new Uri("https://credentials.example"));

            var error = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromHours(1))));
            var credentialsError = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => provider.GetCredentialsAsync(TestContext.Current.CancellationToken).AsTask());

            AssertRefused(error, "407");
            Assert.Contains("proxy", credentialsError.Message, StringComparison.Ordinal);
            Assert.False(credentialsError.IsTransient);
            Assert.DoesNotContain(Password, Eavesdropper.Print(error) + Eavesdropper.Print(credentialsError) + eavesdropper.Heard, StringComparison.Ordinal);
            var basic = "Proxy-Authorization: Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"user:{Password}"));
            Assert.Equal(2, proxy.Requests.Count(request => request.Contains(basic, StringComparison.Ordinal)));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    private static void AssertRefused(Exception? error, string status)
    {
        var thrown = Assert.IsType<LogServiceUnavailableException>(error);
        Assert.False(thrown.IsTransient);
        Assert.Equal(status[..3], ((int)thrown.StatusCode!).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.StartsWith("The proxy ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains($"HTTP {status[..3]}", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("argument", thrown.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("access key", thrown.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("try again later", thrown.Message, StringComparison.OrdinalIgnoreCase);
    }

    // As .NET reads HTTPS_PROXY, once a process.
    private static IWebProxy FromEnvironment(RawServer proxy)
    {
        const string Variable = "HTTPS_PROXY";
        Environment.SetEnvironmentVariable(Variable, $"http://user:{Password}@{proxy.Authority}");
        try
        {
            var create = typeof(HttpClient).Assembly.GetType("System.Net.Http.HttpEnvironmentProxy", throwOnError: true)!.GetMethod("TryCreate")!;
            object?[] arguments = [null];
            Assert.Equal(true, create.Invoke(null, arguments));
            return (IWebProxy)arguments[0]!;
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    private static async Task<(Exception? Error, string Everything)> CallAsync(RawServer server, string kind, string scheme)
    {
        var proxy = new WebProxy($"http://user:{Password}@{server.Authority}");
        var services = new ServiceCollection();
        using var watch = new Watch();
        using var eavesdropper = new Eavesdropper();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(watch));
        var builder = services.AddLogServiceClient(options =>
        {
            options.Endpoint = $"{scheme}://proxied.example";
            options.Credentials = new StaticCredentialsProvider("id", "secret");
            options.TimeProvider = new ManualTimeProvider { AutoFire = static due => due < TimeSpan.FromSeconds(9) };
            options.ConfigureHttpHandler = kind == "ConfigureHttpHandler" ? handler => handler.Proxy = proxy : null;
        });
        if (kind != "ConfigureHttpHandler")
        {
            builder.ConfigurePrimaryHttpMessageHandler(() => kind == "HttpClientHandler" ? new HttpClientHandler { Proxy = proxy } : new SocketsHttpHandler { Proxy = proxy });
        }

        await using var container = services.BuildServiceProvider();
        var client = Containers.Client(container);
        var error = await Record.ExceptionAsync(() => client.GetShipperStatusAsync(ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromHours(1))));
        return (error, Eavesdropper.Print(error) + watch.Everything() + eavesdropper.Heard);
    }
}
