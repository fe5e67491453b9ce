using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Pipeline;

/// <summary>What handlers of the application see of a signature, and what they may not put into a request.</summary>
public sealed class SeenAfterwardsTests
{
    private static readonly string[] Stamped =
        ["Authorization", "Date", "x-log-date", "x-log-apiversion", "x-log-signaturemethod", "x-log-bodyrawsize", "x-log-content-sha256", "x-acs-security-token", "Content-MD5"];

    [Theory]
    [InlineData(SignatureVersion.V1, false)]
    [InlineData(SignatureVersion.V1, true)]
    [InlineData(SignatureVersion.V4, false)]
    [InlineData(SignatureVersion.V4, true)]
    public async Task A_request_has_no_signature_and_no_token_after_its_call(SignatureVersion version, bool breaks)
    {
        await using var fixture = await ServiceFixture.StartAsync(static options => options.Credentials = new LogServiceCredentials("id", "secret", "token"));
        if (breaks)
        {
            fixture.Fail(FakeFault.Reset());
        }

        var keeping = new Keeping();
        await using var container = Containers.Of(fixture, builder => builder.AddHttpMessageHandler(() => keeping), services => services.Configure<LogServiceClientOptions>(options =>
            (options.SignatureVersion, options.Region, options.MaxRetryAttempts) = (version, "cn-hangzhou", 0)));

        await Record.ExceptionAsync(() => Containers.Client(container).RetryShipperTasksAsync(Sample.Shipper, ["id"]));

        Assert.Equal("token", Assert.Single(fixture.Requests).Headers["x-acs-security-token"]);
        var left = keeping.Seen!.Headers.NonValidated.Concat(keeping.Seen.Content!.Headers.NonValidated).Select(static header => header.Key).ToList();
        Assert.Contains("User-Agent", left, StringComparer.Ordinal);
        Assert.Empty(left.Intersect(Stamped, StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("a\r\nx-log-evil: yes")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    public async Task A_header_with_a_line_break_is_refused_and_nothing_is_sent(string value)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        await using var container = Containers.Of(fixture, builder => builder.AddHttpMessageHandler(() => new Adding(value)));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query));

        Assert.Equal("A handler of the application has given the header x-added a value with a line break, so the request was not signed. Remove the line break.", error.Message);
        Assert.Empty(fixture.Requests);
    }

    private sealed class Keeping : DelegatingHandler
    {
        public HttpRequestMessage? Seen { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen = request;
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Adding(string value) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("x-added", value));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
