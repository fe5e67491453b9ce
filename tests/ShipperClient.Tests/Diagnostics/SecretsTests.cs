using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Diagnostics;

/// <summary>With everything that can be logged logged, no secret, token or signature is anywhere but on the wire.</summary>
public class SecretsTests
{
    private const string Secret = "fourty-two-secret-words";
    private const string Token = "token-that-nobody-may-read";

    [Theory]
    [InlineData(SignatureVersion.V1, false)]
    [InlineData(SignatureVersion.V1, true)]
    [InlineData(SignatureVersion.V4, false)]
    [InlineData(SignatureVersion.V4, true)]
    public async Task Secrets_are_not_logged_traced_measured_or_thrown(SignatureVersion version, bool applicationRedactsOtherHeaders)
    {
        var credentials = new LogServiceCredentials("visible-id", Secret, Token);
        await using var fixture = await ServiceFixture.StartAsync(options => options.Credentials = credentials);
        using var watch = new Watch();
        await using var container = watch.Container(
            fixture,
            builder =>
            {
                if (applicationRedactsOtherHeaders)
                {
                    builder.RedactLoggedHeaders(["x-mine"]);
                }
            },
            options =>
            {
                options.SignatureVersion = version;
                options.Region = "cn-hangzhou";
            });
        var client = Containers.Client(container);
        var thrown = new StringBuilder();

        await client.GetShipperStatusAsync(fixture.Query);
        fixture.Fail(FakeFault.Reset());
        await client.RetryShipperTasksAsync(Sample.Shipper, ["id"]);
        foreach (var fault in new[] { FakeFault.ExpiredToken(), FakeFault.MalformedJson(), FakeFault.Error(HttpStatusCode.BadRequest, "ParameterInvalid"), FakeFault.ClockOffset(TimeSpan.FromHours(1)) })
        {
            fixture.Fail(fault, 2);
            thrown.AppendLine((await Record.ExceptionAsync(() => client.GetShipperStatusAsync(fixture.Query)))?.ToString());
            await Record.ExceptionAsync(() => client.GetShipperStatusAsync(fixture.Query));
        }

        // What was watched is complete: the HTTP client's own logging shows headers, and hides these.
        var everything = watch.Everything() + thrown + credentials;
        Assert.Contains("x-log-apiversion", everything, StringComparison.Ordinal);
        Assert.Contains("Authorization: *", everything, StringComparison.Ordinal);
        Assert.Contains("x-acs-security-token: *", everything, StringComparison.Ordinal);
        Assert.True(fixture.Requests.Count > 8);
        foreach (var secret in fixture.Requests.Select(request => SignatureOf(request.Headers["Authorization"])).Append(Secret).Append(Token))
        {
            Assert.DoesNotContain(secret, everything, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Response_that_quotes_what_was_sent_is_redacted()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.Credentials = new LogServiceCredentials("visible-id", Secret, Token));
        await using var container = Containers.Of(fixture, builder => builder.AddHttpMessageHandler(() => new Quoting(fixture)));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => Containers.Client(container).RetryShipperTasksAsync(Sample.Shipper, ["id"]));

        Assert.Contains("signature *** of token *** does not match", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.OK)]
    public async Task Page_that_echoes_a_long_token_shows_no_part_of_it(HttpStatusCode status)
    {
        var token = string.Concat(Enumerable.Range(0, 400).Select(i => $"t{i:000}"));
        await using var fixture = await ServiceFixture.StartAsync(options => options.Credentials = new LogServiceCredentials("visible-id", Secret, token));
        await using var container = Containers.Of(
            fixture, builder => builder.AddHttpMessageHandler(() => new Echoing(fixture, status)), services => services.Configure<LogServiceClientOptions>(options => options.MaxRetryAttempts = 0));

        var exception = await Assert.ThrowsAnyAsync<LogServiceException>(() => Containers.Client(container).RetryShipperTasksAsync(Sample.Shipper, ["id"]));

        Assert.Contains("x-acs-security-token: ***", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token[..8], exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(SignatureOf(fixture.Requests[0].Headers["Authorization"])[..8], exception.ToString(), StringComparison.Ordinal);
    }

    // "LOG id:signature=" or "… ,Signature=signature"
    private static string SignatureOf(string authorization) =>
        authorization[(authorization.StartsWith("LOG ", StringComparison.Ordinal) ? authorization.IndexOf(':') : authorization.LastIndexOf('='))..][1..];

    private sealed class Quoting(ServiceFixture fixture) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            var sent = fixture.Requests[^1].Headers;
            response.StatusCode = HttpStatusCode.Unauthorized;
            response.Content = new StringContent(
                $$"""
                {"errorCode":"SignatureNotMatch","errorMessage":"signature {{SignatureOf(sent["Authorization"])}} of token {{sent["x-acs-security-token"]}} does not match"}
                """);
            return response;
        }
    }

    private sealed class Echoing(ServiceFixture fixture, HttpStatusCode status) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.StatusCode = status;
            response.Content = new StringContent($"<pre>{string.Join('\n', fixture.Requests[^1].Headers.Select(static header => $"{header.Key}: {header.Value}"))}</pre>");
            return response;
        }
    }
}
