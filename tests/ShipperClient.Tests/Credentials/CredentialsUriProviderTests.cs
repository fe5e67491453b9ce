using System.Net;
using System.Net.Sockets;
using System.Text;
namespace ShipperClient.Tests.Credentials;

public sealed class CredentialsUriProviderTests : IDisposable
{
    private readonly Place _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Asks_the_address_as_it_is_given_and_keeps_the_answer()
    {
        await using var service = await HttpStub.StartAsync(_ => (200, _place.Reply("theId")));
        _place.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = $"{service.Address}credentials?key=a%20b";
        var provider = new CredentialsUriProvider(_place.Surroundings);

        Assert.Equal("theId", await Place.IdOf(provider));
        Assert.Equal("theId", await Place.IdOf(provider));

        var request = Assert.Single(service.Requests);
        Assert.Equal(("GET", "/credentials?key=a%20b"), (request.Method, request.Path));
        Assert.Equal("theId", await Place.IdOf(new CredentialsUriProvider(service.Address, _place.Clock)));
    }

    [Theory]
    [InlineData(500, "", "answered with status 500", true)]
    [InlineData(404, "", "answered with status 404", false)]
    [InlineData(302, "http://127.0.0.1:9/" + Place.Token, "answered with status 302", false)]
    [InlineData(200, "{\"Code\":\"Nope\"}", "code Nope", false)]
    [InlineData(200, "n" + Place.Secret, "is not JSON", false)]
    public async Task A_fault_is_told_with_the_host_and_without_the_rest_of_the_address(int status, string body, string expected, bool transient)
    {
        await using var service = await HttpStub.StartAsync(_ => (status, body));
        _place.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = $"http://user:passw0rd@{service.Address.Authority}/in-the-path?in-the-query";

        var exception = await Place.Fails(new CredentialsUriProvider(_place.Surroundings), "passw0rd", "in-the-path", "in-the-query");

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains(service.Address.Authority, exception.Message, StringComparison.Ordinal);
        Assert.Equal(transient, exception.IsTransient);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/passw0rd")]
    [InlineData("passw0rd")]
    public async Task An_address_that_is_none_is_told_and_not_shown(string address)
    {
        _place.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = address;

        Assert.Contains("is not an absolute http or https URI", (await Place.Fails(new CredentialsUriProvider(_place.Surroundings), "passw0rd")).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The address must be an absolute http or https URI, such as http://127.0.0.1:8080/credentials.",
            Assert.Throws<ArgumentException>(nameof(address), () => new CredentialsUriProvider(new Uri(address, UriKind.RelativeOrAbsolute))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_needed_and_may_be_https()
    {
        Assert.Throws<ArgumentNullException>("address", static () => new CredentialsUriProvider((Uri)null!));
        Assert.Null(Record.Exception(static () => new CredentialsUriProvider(new Uri("https://vault.example/credentials"))));
    }

    [Fact]
    public async Task Names_the_variable_that_is_not_set() =>
        Assert.Contains("ALIBABA_CLOUD_CREDENTIALS_URI is not set", (await Place.Fails(new CredentialsUriProvider(_place.Surroundings))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_answer_that_is_not_HTTP_is_told_and_not_shown()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _place.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = $"http://{listener.LocalEndpoint}/";
        var failing = Place.Fails(new CredentialsUriProvider(_place.Surroundings));
        using (var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        {
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Place.Secret + "\r\n\r\n"), TestContext.Current.CancellationToken);
            Assert.EndsWith($"http://{listener.LocalEndpoint} answered with something that is not HTTP.", (await failing).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Nobody_there_is_told_and_may_pass(string scheme)
    {
        _place.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = $"{scheme}://{(await HttpStub.ClosedAsync()).Authority}";

        var exception = await Place.Fails(new CredentialsUriProvider(_place.Surroundings));

        Assert.Contains("could not be reached", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsTransient);
    }
}
