using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Pipeline;

/// <summary>What stands where in the pipeline, and what the connection does and does not do.</summary>
public class HandlerTests
{
    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Handler_of_the_application_sees_each_attempt_before_it_is_signed_and_its_headers_are_signed(SignatureVersion version)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var seen = new List<string>();
        await using var container = Containers.Of(fixture, builder => builder.AddHttpMessageHandler(() => new Stamping(seen)), services => services.Configure<LogServiceClientOptions>(options =>
        {
            options.SignatureVersion = version;
            options.Region = "cn-hangzhou";
        }));
        fixture.FailWith(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy);

        await Containers.Client(container).RetryShipperTasksAsync(Sample.Shipper, ["id"]);

        // No attempt bears a signature yet, or what the handler itself put there last time.
        Assert.Equal(2, seen.Count);
        Assert.All(seen, headers => Assert.DoesNotContain("Authorization", headers, StringComparison.Ordinal));
        Assert.All(seen, headers => Assert.DoesNotContain("stamp", headers, StringComparison.OrdinalIgnoreCase));
        Assert.All(fixture.Requests, request => Assert.Equal(
            (SignatureVerdict.Valid, "stamped", "also", "unsigned"),
            (request.SignatureVerdict, request.Headers["x-log-stamp"], request.Headers["x-acs-stamp"], request.Headers["x-other"])));
        Assert.Equal(2, fixture.Requests.Count);
        Assert.All(fixture.Requests, request => Assert.Equal("状态 = +&", Assert.Single(request.Parameters, parameter => parameter.Key == "a%20b").Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Handler_added_for_every_client_is_inside_the_retries(bool before)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var seen = new List<string>();
        var services = new ServiceCollection();
        void AddDefaults() => services.ConfigureHttpClientDefaults(builder => builder.AddHttpMessageHandler(() => new Stamping(seen)));
        if (before)
        {
            AddDefaults();
        }

        services.AddLogServiceClient(fixture.Configure);
        if (!before)
        {
            AddDefaults();
        }

        await using var container = services.BuildServiceProvider();
        fixture.FailWith(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy);

        await Containers.Client(container).GetShipperStatusAsync(fixture.Query);

        Assert.Equal(2, seen.Count);
        Assert.All(fixture.Requests, request => Assert.Equal(SignatureVerdict.Valid, request.SignatureVerdict));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_of_16_MiB_is_read(bool chunked)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Tasks.AddTask();
        fixture.Fail(FakeFault.Oversized(16 * 1024 * 1024, chunked));

        Assert.Equal(1, (await fixture.Client().GetShipperStatusAsync(fixture.Query)).Total);
        Assert.Single(fixture.Requests);
    }

    [Fact]
    public async Task Endless_error_page_is_cut_and_classified_by_its_status()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Reply(HttpStatusCode.NotFound, new string('x', 1_000_000), "text/html"));

        var exception = await Assert.ThrowsAsync<LogServiceNotFoundException>(() => fixture.Client().GetShipperStatusAsync(fixture.Query));

        Assert.Equal(LogServiceResource.Unknown, exception.Resource);
        Assert.InRange(exception.Message.Length, 512, 1_000);
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        await using var elsewhere = await FakeLogService.StartAsync();
        fixture.Fail(FakeFault.Reply(HttpStatusCode.TemporaryRedirect, "", null, [new("Location", elsewhere.BaseAddress + "logstores")]));

        var exception = await Assert.ThrowsAsync<LogServiceProtocolException>(() => fixture.Client().GetShipperStatusAsync(fixture.Query));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, exception.StatusCode);
        Assert.Contains("redirects are not followed", exception.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
        Assert.Single(fixture.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Redirect_is_not_followed_by_the_primary_handler_of_the_application(bool sockets)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        await using var elsewhere = await FakeLogService.StartAsync();
        fixture.Fail(FakeFault.Reply(HttpStatusCode.TemporaryRedirect, "", null, [new("Location", elsewhere.BaseAddress + "logstores")]));
        await using var container = Containers.Of(fixture, builder => builder.ConfigurePrimaryHttpMessageHandler(
            () => sockets ? new SocketsHttpHandler() : new HttpClientHandler()));

        await Assert.ThrowsAsync<LogServiceProtocolException>(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query));

        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Reply(HttpStatusCode.OK, """{"count":0,"total":0}""", headers: [new("Set-Cookie", "a=b")]));
        var client = fixture.Client();

        await client.GetShipperStatusAsync(fixture.Query);
        await client.GetShipperStatusAsync(fixture.Query);

        Assert.All(fixture.Requests, request => Assert.False(request.Headers.ContainsKey("Cookie")));
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Both_signatures_are_accepted_with_temporary_credentials(SignatureVersion version)
    {
        await using var fixture = await ServiceFixture.StartAsync(options =>
        {
            options.Credentials = new LogServiceCredentials("sts-id", "sts-secret", "sts-token");
            options.Region = "eu-central-1";
        });
        var client = fixture.Client(options => options.SignatureVersion = version);

        await client.GetShipperStatusAsync(fixture.Query with { Status = ShipperTaskStatus.Fail });
        await client.RetryShipperTasksAsync(Sample.Shipper, ["id-1", "id-2"]);

        Assert.All(fixture.Requests, request => Assert.Equal((SignatureVerdict.Valid, "sts-token"), (request.SignatureVerdict, request.Headers["x-acs-security-token"])));
        Assert.All(fixture.Requests, request => Assert.StartsWith(
            version == SignatureVersion.V4 ? "SLS4-HMAC-SHA256 " : "LOG sts-id:", request.Headers["Authorization"], StringComparison.Ordinal));
    }

    private sealed class Stamping(List<string> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request.Headers.ToString());
            request.Headers.Add("x-log-stamp", "stamped");
            request.Headers.Add("X-Acs-Stamp", " also ");
            request.Headers.Add("x-other", "unsigned");
            request.Headers.Add("x-log-many", ["one", "two"]);
            request.RequestUri = new Uri($"{request.RequestUri}{(request.RequestUri!.Query.Length == 0 ? '?' : '&')}a%20b={Uri.EscapeDataString("状态 = +&")}");
            request.Content?.Headers.TryAddWithoutValidation("x-log-bodyrawsize", "999");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
