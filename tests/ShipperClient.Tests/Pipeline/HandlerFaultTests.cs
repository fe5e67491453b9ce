using System.Net;
using System.Security.Authentication;
using ShipperClient.Internal.Pipeline;
using ShipperClient.Internal.Signing;

namespace ShipperClient.Tests.Pipeline;

/// <summary>How the handlers tell what went wrong below them, each on its own.</summary>
public sealed class HandlerFaultTests
{
    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_not_tried_again()
    {
        var cause = new HttpRequestException("The SSL connection could not be established.", new AuthenticationException("no"));

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => SendAsync(new ResponseHandler(TimeProvider.System), () => throw cause));

        Assert.Equal(
            "No usable response from Log Service: The SSL connection could not be established. Check the endpoint, and any proxy between this machine and the service.", exception.Message);
        Assert.Equal((cause, false), (exception.InnerException, exception.IsTransient));
    }

    [Fact]
    public async Task A_reply_that_is_an_error_is_given_back()
    {
        using var reply = new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("no") };

        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => SendAsync(new ResponseHandler(TimeProvider.System), () => reply));

        await Assert.ThrowsAsync<ObjectDisposedException>(() => reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_a_provider_says_in_the_librarys_own_words_is_passed_on_as_it_is()
    {
        var refusal = new LogServiceAuthenticationException("The vault is sealed.");

        Assert.Same(refusal, await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => SignAsync(() => throw refusal, CancellationToken.None)));
    }

    [Fact]
    public async Task A_provider_that_ends_with_its_caller_is_not_blamed()
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

    private static async Task SignAsync(Func<LogServiceCredentials> fetch, CancellationToken cancellationToken)
    {
        using var signer = new RequestSigner(SignatureVersion.V1, region: null);
        await SendAsync(new SigningHandler(signer, new Provider(fetch), TimeProvider.System), static () => new HttpResponseMessage(), cancellationToken);
    }

    private static async Task SendAsync(DelegatingHandler handler, Func<HttpResponseMessage> answer, CancellationToken cancellationToken = default)
    {
        handler.InnerHandler = new Answering(answer);
        using var http = new HttpMessageInvoker(handler);
        var operation = SampleOperations.Get();
        using var request = operation.CreateRequest(Sample.Endpoint());
        new CallContext(operation, startTimestamp: 0, cancellationToken).AttachTo(request);
        using var reply = await http.SendAsync(request, cancellationToken);
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
