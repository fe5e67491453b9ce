using System.Net;
using Polly.CircuitBreaker;
using ShipperClient.Internal.Pipeline;
using ShipperClient.Internal.Resilience;

namespace ShipperClient.Tests.Pipeline;

/// <summary>What an error says, and the cause that it keeps only if the cause quotes no secret.</summary>
public sealed class CallErrorsTests : IDisposable
{
    private readonly HttpRequestMessage _request = new();

    public void Dispose() => _request.Dispose();

    [Fact]
    public void Cause_that_quotes_no_secret_is_kept()
    {
        var cause = new HttpRequestException("broken", new IOException("pipe"));

        Assert.Same(cause, NoResponse(cause).InnerException);
    }

    [Theory]
    [InlineData("got Signature-of-the-request", "pipe")]
    [InlineData("broken", "got Signature-of-the-request")]
    public void Cause_that_quotes_a_secret_at_any_depth_is_dropped(string message, string inner)
    {
        var error = NoResponse(new HttpRequestException(message, new IOException(inner)));

        Assert.Null(error.InnerException);
        Assert.DoesNotContain("Signature", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(407, "Give the proxy its user name and password")]
    [InlineData(511, "The network asks for a sign-in first")]
    [InlineData(403, "Ask whoever runs the proxy to allow the endpoint")]
    public void Proxy_that_refuses_is_named_with_what_to_do(int status, string advice) => Assert.StartsWith(
        $"The proxy between this machine and Log Service refused the request (HTTP {status}). {advice}",
        CallErrors.ProxyRefused((HttpStatusCode)status).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_circuit_says_how_the_last_attempt_failed_if_it_is_known(bool isKnown)
    {
        var circuit = isKnown ? new BrokenCircuitException("open", new IOException("pipe")) : new BrokenCircuitException("open");

        var error = CallErrors.FromStrategies(circuit, Call(), TimeSpan.FromMinutes(1))!;

        Assert.EndsWith(isKnown ? " Try again later. The last attempt failed: pipe" : " Try again later.", error.Message, StringComparison.Ordinal);
    }

    private LogServiceUnavailableException NoResponse(Exception exception) => CallErrors.NoResponse(exception, _request, Call());

    private CallContext Call()
    {
        var call = new CallContext(SampleOperations.Get(), startTimestamp: 0, CancellationToken.None);
        CallContext.RecordSent(call, _request, new LogServiceCredentials("id", "secret"), "LOG id:Signature-of-the-request");
        return call;
    }
}
