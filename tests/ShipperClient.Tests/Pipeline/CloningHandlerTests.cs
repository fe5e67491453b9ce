using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace ShipperClient.Tests.Pipeline;

/// <summary>A handler that sends copies of a request, as libraries for hedging and fallback do, undoes neither redaction nor recovery.</summary>
public sealed class CloningHandlerTests
{
    public static TheoryData<SignatureVersion, bool, bool> Cases
    {
        get
        {
            var cases = new TheoryData<SignatureVersion, bool, bool>();
            foreach (var version in Enum.GetValues<SignatureVersion>())
            {
                foreach (var keepsOptions in (bool[])[true, false])
                {
                    cases.Add(version, keepsOptions, true);
                    cases.Add(version, keepsOptions, false);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Expired_credentials_that_signed_a_copy_are_renewed(SignatureVersion version, bool keepsOptions, bool isRetry)
    {
        await using var fixture = await ServiceFixture.StartAsync(static options => options.Credentials = new LogServiceCredentials("id", "secret", "new-token"));
        var provider = new Renewing(new LogServiceCredentials("id", "secret", "old-token"), fixture.Service.Credentials);
        await using var container = Container(fixture, version, new Cloning(keepsOptions), options => options.Credentials = provider);

        // The service knows one token only and calls any other expired.
        fixture.Fail(Testing.FakeFault.ExpiredToken());
        await CallAsync(container, fixture, isRetry);

        Assert.Equal(["old-token"], provider.Expired.Select(static expired => expired.SecurityToken!).ToList());
        Assert.Equal(["old-token", "new-token"], fixture.Requests.Select(static request => request.Headers["x-acs-security-token"]).ToList());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_response_that_quotes_a_copy_is_redacted(SignatureVersion version, bool keepsOptions, bool isRetry)
    {
        await using var fixture = await ServiceFixture.StartAsync(static options => options.Credentials = new LogServiceCredentials("visible-id", "secret", "token-that-nobody-may-read"));
        foreach (var status in (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.BadGateway])
        {
            using var watch = new Watch();
            await using var container = watch.Container(
                fixture,
                builder => builder.AddHttpMessageHandler(() => new Cloning(keepsOptions)).AddHttpMessageHandler(() => new Quoting(fixture, status)),
                options => (options.SignatureVersion, options.Region, options.MaxRetryAttempts) = (version, "cn-hangzhou", 0));

            var exception = await Record.ExceptionAsync(() => CallAsync(container, fixture, isRetry));

            var everything = Eavesdropper.Print(exception) + watch.Everything();
            Assert.Contains("quoted: ***", exception!.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("token-that-nobody-may-read", everything, StringComparison.Ordinal);
            Assert.DoesNotContain(fixture.Requests[^1].Headers["Authorization"], everything, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_time_out_after_a_response_that_quotes_a_copy_is_redacted(SignatureVersion version, bool keepsOptions, bool isRetry)
    {
        await using var fixture = await ServiceFixture.StartAsync(static options => options.Credentials = new LogServiceCredentials("visible-id", "secret", "token-that-nobody-may-read"));
        var received = 0;
        fixture.Fail(Testing.FakeFault.Latency(TimeSpan.FromHours(1)), int.MaxValue, _ => Interlocked.Increment(ref received) > 1);
        using var watch = new Watch();
        await using var container = watch.Container(
            fixture,
            builder => builder.AddHttpMessageHandler(() => new Cloning(keepsOptions)).AddHttpMessageHandler(() => new Quoting(fixture, HttpStatusCode.ServiceUnavailable)),
            options => (options.SignatureVersion, options.Region, options.TotalTimeout, options.AttemptTimeout) = (version, "cn-hangzhou", TimeSpan.FromSeconds(9.5), TimeSpan.FromSeconds(9.5)));

        var call = CallAsync(container, fixture, isRetry);
        await fixture.ArrivedAsync(2);
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => call);

        var everything = Eavesdropper.Print(exception) + watch.Everything();
        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.Contains("quoted: ***", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token-that-nobody-may-read", everything, StringComparison.Ordinal);
        Assert.All(fixture.Requests, request => Assert.DoesNotContain(request.Headers["Authorization"], everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_response_is_redacted_of_every_copy_that_was_sent()
    {
        await using var fixture = await ServiceFixture.StartAsync(static options => options.Credentials = new LogServiceCredentials("visible-id", "secret", "token"));
        await using var container = Container(fixture, SignatureVersion.V1, new Hedging(fixture), static options => options.MaxRetryAttempts = 0);

        var exception = await Assert.ThrowsAsync<LogServiceInvalidRequestException>(() => CallAsync(container, fixture, isRetry: false));

        Assert.Contains("quoted: *** and ***", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, fixture.Requests.Select(static request => request.Headers["Authorization"]).Distinct(StringComparer.Ordinal).Count());
    }

    private static ServiceProvider Container(ServiceFixture fixture, SignatureVersion version, DelegatingHandler handler, Action<LogServiceClientOptions> configure) =>
        Containers.Of(fixture, builder => builder.AddHttpMessageHandler(() => handler), services => services.Configure<LogServiceClientOptions>(options =>
        {
            options.SignatureVersion = version;
            options.Region = "cn-hangzhou";
            configure(options);
        }));

    private static Task CallAsync(IServiceProvider container, ServiceFixture fixture, bool isRetry) => isRetry
        ? Containers.Client(container).RetryShipperTasksAsync(Sample.Shipper, ["id"])
        : Containers.Client(container).GetShipperStatusAsync(fixture.Query);

    private static HttpRequestMessage Clone(HttpRequestMessage request, bool keepsOptions)
    {
        var clone = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content, Version = request.Version };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            clone.Headers.TryAddWithoutValidation(name, values);
        }

        if (keepsOptions)
        {
            foreach (var (key, value) in request.Options)
            {
                clone.Options.Set(new HttpRequestOptionsKey<object?>(key), value);
            }
        }

        return clone;
    }

    private sealed class Cloning(bool keepsOptions) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.SendAsync(Clone(request, keepsOptions), cancellationToken);
    }

    // Sends two copies, with a header each so that they are signed differently, and answers the first with what both were sent with.
    private sealed class Hedging(ServiceFixture fixture) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var first = Clone(request, keepsOptions: true);
            var second = Clone(request, keepsOptions: true);
            first.Headers.Add("x-log-hedge", "1");
            second.Headers.Add("x-log-hedge", "2");
            var responses = await Task.WhenAll(base.SendAsync(first, cancellationToken), base.SendAsync(second, cancellationToken));
            responses[0].StatusCode = HttpStatusCode.BadRequest;
            responses[0].Content = new StringContent($"quoted: {string.Join(" and ", fixture.Requests.Select(static sent => sent.Headers["Authorization"]))}");
            return responses[0];
        }
    }

    private sealed class Quoting(ServiceFixture fixture, HttpStatusCode status) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.StatusCode = status;
            response.Content = new StringContent($"quoted: {fixture.Requests[^1].Headers["Authorization"]} {fixture.Requests[^1].Headers["x-acs-security-token"]}");
            return response;
        }
    }

    private sealed class Renewing(params LogServiceCredentials[] generations) : ILogServiceCredentialsProvider
    {
        public List<LogServiceCredentials> Expired { get; } = [];

        public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => new(generations[Expired.Count]);

        public void Invalidate(LogServiceCredentials rejected) => Expired.Add(rejected);
    }
}
