using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Hostile;

/// <summary>A server that cannot show a fitting certificate gets nothing of a request, and is not asked twice.</summary>
public sealed class TlsTests
{
    private static readonly string Name = $"{Sample.Shipper.Project}.localhost";

    [Theory]
    [InlineData("fits", true, true)]
    [InlineData("another name", true, false)]
    [InlineData("expired", true, false)]
    [InlineData("not yet valid", true, false)]
    [InlineData("for clients only", true, false)]
    [InlineData("fits", false, false)] // its issuer is not trusted
    public async Task Request_is_sent_to_a_trusted_certificate_only(string kind, bool isIssuerTrusted, bool isAccepted)
    {
        using var authority = Authority();
        using var certificate = Certificate(authority, kind);
        await using var server = new RawServer(
            (stream, cancellationToken) => stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{\"total\":0}"u8.ToArray(), cancellationToken).AsTask(), certificate);
        await using var container = Container(new Uri("https://" + server.Authority).Port, isIssuerTrusted ? authority : null);

        var error = await Record.ExceptionAsync(() => Containers.Client(container).GetShipperStatusAsync(Sample.Query));
        await server.EndedAsync();

        Assert.Equal(1, server.Connections); // tomorrow the certificate may fit, in a second it will not
        if (isAccepted)
        {
            Assert.Null(error);
            Assert.Contains("\r\nAuthorization: LOG id:", Assert.Single(server.Requests), StringComparison.Ordinal);
        }
        else
        {
            var thrown = Assert.IsType<LogServiceUnavailableException>(error);
            Assert.False(thrown.IsTransient);
            Assert.IsType<AuthenticationException>(thrown.InnerException!.InnerException);
            Assert.Equal(
                $"No usable response from Log Service: the secure connection to {Name}:{server.Address.Port} failed: {thrown.GetBaseException().Message.TrimEnd('.')}. "
                + "Check the endpoint, and any proxy between this machine and the service.",
                thrown.Message);
            Assert.DoesNotContain("see inner exception", thrown.Message, StringComparison.OrdinalIgnoreCase);
            Assert.Empty(server.Requests);
        }
    }

    [Fact]
    public async Task Plain_HTTP_where_https_is_expected_says_to_write_http()
    {
        await using var server = await HttpStub.StartAsync(static _ => (200, "{\"total\":0}"));
        await using var container = Container(server.Address.Port, trusted: null);

        var error = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => Containers.Client(container).GetShipperStatusAsync(Sample.Query));

        Assert.False(error.IsTransient);
        Assert.Empty(server.Requests);
        Assert.StartsWith($"No usable response from Log Service: the secure connection to {Name}:{server.Address.Port} failed: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" What answers there does not speak TLS. If it is meant to be plain HTTP, write http:// before the endpoint.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Untrusted_source_of_credentials_is_a_permanent_error()
    {
        using var authority = Authority();
        using var certificate = Certificate(authority, "fits");
        await using var server = new RawServer((_, _) => Task.CompletedTask, certificate);
        var provider = new CredentialsUriProvider(new Uri("https://" + server.Authority));

        var error = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => provider.GetCredentialsAsync(TestContext.Current.CancellationToken).AsTask());
        await server.EndedAsync();

        Assert.False(error.IsTransient);
        Assert.Empty(server.Requests);
    }

    // Without an issuer to trust, the library's own connections are used as they are.
    private static ServiceProvider Container(int port, X509Certificate2? trusted)
    {
        var services = new ServiceCollection();
        var builder = services.AddLogServiceClient(options =>
        {
            options.Endpoint = $"https://localhost:{port}";
            options.Credentials = new StaticCredentialsProvider("id", "secret", "token");
            options.TimeProvider = new ManualTimeProvider(Sample.Now) { AutoFire = static due => due < TimeSpan.FromSeconds(9) };
        });
        if (trusted is not null)
        {
            builder.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                SslOptions =
                {
                    CertificateChainPolicy = new X509ChainPolicy
                    {
                        TrustMode = X509ChainTrustMode.CustomRootTrust,
                        CustomTrustStore = { trusted },
                        RevocationMode = X509RevocationMode.NoCheck, // it was made a moment ago
                    },
                },
            });
        }

        return services.BuildServiceProvider();
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Issuer of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(Today.AddYears(-2), Today.AddYears(2));
    }

    private static X509Certificate2 Certificate(X509Certificate2 authority, string kind)
    {
        const string ForServers = "1.3.6.1.5.5.7.3.1";
        const string ForClients = "1.3.6.1.5.5.7.3.2";
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(kind == "for clients only" ? ForClients : ForServers)], critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(kind == "another name" ? "another-project.localhost" : Name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var (from, to) = kind switch
        {
            "expired" => (Today.AddYears(-1), Today.AddDays(-1)),
            "not yet valid" => (Today.AddDays(2), Today.AddYears(1)),
            _ => (Today.AddDays(-1), Today.AddDays(1)),
        };
        using var certificate = request.Create(authority, from, to, RandomNumberGenerator.GetBytes(8));
        using var withKey = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), password: null); // as the platform's TLS wants it
    }

    // The TLS of the platform knows no clock but its own.
    private static DateTimeOffset Today => TimeProvider.System.GetUtcNow();
}
