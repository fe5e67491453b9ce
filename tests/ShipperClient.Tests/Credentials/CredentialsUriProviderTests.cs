using System.Net;
using System.Net.Sockets;
using System.Text;
namespace ShipperClient.Tests.Credentials;

public sealed class CredentialsUriProviderTests : IDisposable
{
    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task The_address_is_requested_as_given_and_the_response_is_cached()
    {
        await using var service = await HttpStub.StartAsync(_ => (200, _machine.Reply("theId")));
        _machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = $"{service.Address}credentials?key=a%20b";
        var provider = new CredentialsUriProvider(_machine.Context);

        Assert.Equal("theId", await TestMachine.IdOf(provider));
        Assert.Equal("theId", await TestMachine.IdOf(provider));

        var request = Assert.Single(service.Requests);
        Assert.Equal(("GET", "/credentials?key=a%20b"), (request.Method, request.Path));
        Assert.Equal("theId", await TestMachine.IdOf(new CredentialsUriProvider(service.Address, _machine.Clock)));
    }

    [Theory]
    [InlineData(500, "", "responded with status 500", true)]
    [InlineData(404, "", "responded with status 404", false)]
    [InlineData(302, "http://127.0.0.1:9/" + TestMachine.Token, "responded with status 302", false)]
    [InlineData(200, "{\"Code\":\"Nope\"}", "code Nope", false)]
    [InlineData(200, "n" + TestMachine.Secret, "is not valid JSON", false)]
    public async Task A_failure_names_the_host_and_not_the_rest_of_the_address(int status, string body, string expected, bool transient)
    {
        await using var service = await HttpStub.StartAsync(_ => (status, body));
        _machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = $"http://user:passw0rd@{service.Address.Authority}/in-the-path?in-the-query";

        var exception = await TestMachine.Fails(new CredentialsUriProvider(_machine.Context), "passw0rd", "in-the-path", "in-the-query");

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains(service.Address.Authority, exception.Message, StringComparison.Ordinal);
        Assert.Equal(transient, exception.IsTransient);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/passw0rd")]
    [InlineData("passw0rd")]
    public async Task An_invalid_address_is_refused_without_being_shown(string address)
    {
        _machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = address;

        Assert.Contains("is not an absolute http or https URI", (await TestMachine.Fails(new CredentialsUriProvider(_machine.Context), "passw0rd")).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The address must be an absolute http or https URI, such as http://127.0.0.1:8080/credentials.",
            Assert.Throws<ArgumentException>(nameof(address), () => new CredentialsUriProvider(new Uri(address, UriKind.RelativeOrAbsolute))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_address_is_refused_and_https_is_accepted()
    {
        Assert.Throws<ArgumentNullException>("address", static () => new CredentialsUriProvider((Uri)null!));
        Assert.Null(Record.Exception(static () => new CredentialsUriProvider(new Uri("https://vault.example/credentials"))));
    }

    [Fact]
    public async Task A_variable_that_is_not_set_is_named() =>
        Assert.Contains("ALIBABA_CLOUD_CREDENTIALS_URI is not set", (await TestMachine.Fails(new CredentialsUriProvider(_machine.Context))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_response_that_is_not_HTTP_fails_without_being_shown()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = $"http://{listener.LocalEndpoint}/";
        var failing = TestMachine.Fails(new CredentialsUriProvider(_machine.Context));
        using (var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        {
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(TestMachine.Secret + "\r\n\r\n"), TestContext.Current.CancellationToken);
            Assert.EndsWith($"http://{listener.LocalEndpoint} responded with something that is not HTTP.", (await failing).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task An_unreachable_address_is_a_transient_failure(string scheme)
    {
        _machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = $"{scheme}://{(await HttpStub.ClosedAsync()).Authority}";

        var exception = await TestMachine.Fails(new CredentialsUriProvider(_machine.Context));

        Assert.Contains("could not be reached", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsTransient);
    }
}
