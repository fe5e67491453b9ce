using System.Net;
using System.Security.Authentication;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Internal.Pipeline;
using ShipperClient.Internal.Signing;

namespace ShipperClient.Tests.Pipeline;

/// <summary>How each handler reports what went wrong below it.</summary>
public sealed class HandlerFaultTests
{
    [Fact]
    public async Task Untrusted_certificate_is_not_retried()
    {
        var cause = new HttpRequestException("The SSL connection could not be established.", new AuthenticationException("no"));

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => CallAsync(() => throw cause));

        Assert.Equal(
            "No usable response from Log Service: the secure connection to test-project.cn-hangzhou.log.aliyuncs.com failed: no. "
            + "Check the endpoint, and any proxy between this machine and the service.",
            exception.Message);
        Assert.Equal((cause, false), (exception.InnerException, exception.IsTransient));
    }

    [Fact]
    public async Task Response_of_an_error_is_disposed()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("no") };

        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => CallAsync(() => response));

        await Assert.ThrowsAsync<ObjectDisposedException>(() => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Authentication_exception_of_a_provider_is_thrown_as_it_is()
    {
        var refusal = new LogServiceAuthenticationException("The vault is sealed.");

        Assert.Same(refusal, await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => SignAsync(() => throw refusal, CancellationToken.None)));
    }

    [Fact]
    public async Task Provider_that_is_canceled_by_the_caller_is_not_blamed()
    {
        using var cancelling = new CancellationTokenSource();

        await Assert.ThrowsAsync<OperationCanceledException>(() => SignAsync(
            () =>
            {
                cancelling.Cancel();
                throw new OperationCanceledException(cancelling.Token);
            },
            cancelling.Token));
    }

    private static async Task CallAsync(Func<HttpResponseMessage> answer)
    {
        var services = new ServiceCollection();
        services
            .AddLogServiceClient(static options => (options.Endpoint, options.Credentials, options.MaxRetryAttempts)
                = ("cn-hangzhou.log.aliyuncs.com", new StaticCredentialsProvider("id", "secret"), 0))
            .ConfigurePrimaryHttpMessageHandler(() => new Answering(answer));
        await using var container = services.BuildServiceProvider();
        await Containers.Client(container).ListLogstoresAsync("test-project");
    }

    private static async Task SignAsync(Func<LogServiceCredentials> fetch, CancellationToken cancellationToken)
    {
        using var signer = new RequestSigner(SignatureVersion.V1, region: null);
        using var handler = new SigningHandler(signer, new Provider(fetch), TimeProvider.System, isSeenAfterwards: false) { InnerHandler = new Answering(static () => new HttpResponseMessage()) };
        using var http = new HttpMessageInvoker(handler);
        var operation = SampleOperations.Get();
        using var request = new CallContext.Attempt(new CallContext(operation, startTimestamp: 0, cancellationToken));
        operation.Write(request, Sample.Endpoint(), Sample.Now);
        using var response = await http.SendAsync(request, cancellationToken);
    }

    private sealed class Answering(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return answer();
        }
    }

    private sealed class Provider(Func<LogServiceCredentials> fetch) : ILogServiceCredentialsProvider
    {
        public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => new(fetch());
    }
}
