using Polly;
using ShipperClient.Internal.Operations;
using ShipperClient.Internal.Resilience;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Pipeline;

/// <summary>
/// What the steps of one call share, from the validated operation to the outcome of its last attempt. The request of each attempt has it, and so have
/// the copies that handlers of the application make of that request.
/// </summary>
internal sealed class CallContext(Operation operation, long startTimestamp, CancellationToken cancellationToken)
{
    private static readonly HttpRequestOptionsKey<CallContext> Key = new("ShipperClient.CallContext");
    private static readonly HttpRequestOptionsKey<SentRequest> SentKey = new("ShipperClient.SentRequest");
    private static readonly ResiliencePropertyKey<CallContext> ResilienceKey = new("ShipperClient.CallContext");

    private SentRequest? _lastSent;

    public Operation Operation => operation;

    /// <summary>The start of the call, as a timestamp of the client's clock.</summary>
    public long StartTimestamp => startTimestamp;

    /// <summary>The caller's own token.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The caller's token as HttpClient passes it on: it is canceled as well when HttpClient's own time-out ends or the client is disposed.</summary>
    public CancellationToken HttpClientToken { get; private set; }

    /// <summary>The request that HttpClient was given.</summary>
    public Envelope? Request { get; private set; }

    /// <summary>The number of attempts that have started; 0 if the call did not reach the client's pipeline.</summary>
    public int Attempts { get; private set; }

    /// <summary>How the attempt ended that was made before the strategies, until they have taken it over.</summary>
    public Exception? FirstFailure { get; set; }

    /// <summary>What the handlers below the strategies threw in the current attempt.</summary>
    public Exception? AttemptException { get; set; }

    /// <summary>The error of the attempt before the current one, for the message of a time-out.</summary>
    public Exception? LastError { get; set; }

    /// <summary>The name of the provider whose credentials the current attempt waits for, so that a time-out is not blamed on the service.</summary>
    public string? AwaitedProvider { get; set; }

    /// <summary>The error response of the current attempt.</summary>
    public Refusal? LastRefusal { get; private set; }

    /// <summary>What the client has done about refusals: each action once a call.</summary>
    public RecoveryAction AttemptedRecoveries { get; set; }

    /// <summary>The correction of the clock that this call has made.</summary>
    public TimeSpan? SkewCorrection { get; set; }

    /// <summary>The context of an attempt's request, or <see langword="null"/> if a handler of the application replaced it by a request without its options.</summary>
    public static CallContext? Find(HttpRequestMessage request) =>
        request is Attempt attempt ? attempt.Call
        : request.Options.TryGetValue(Key, out var call) ? call
        : null;

    public static CallContext From(ResilienceContext context) => context.Properties.GetValue(ResilienceKey, null!);

    /// <summary>
    /// Notes what the signer sends. Redaction and recovery go by it, whatever handlers did to the request before; without a context on the request, the
    /// note is left on it, and the response leads back to it.
    /// </summary>
    public static void RecordSent(CallContext? call, HttpRequestMessage request, LogServiceCredentials credentials, string authorization)
    {
        var sent = new SentRequest(request, credentials, authorization);
        if (call is not null)
        {
            call.Record(sent);
        }
        else
        {
            request.Options.Set(SentKey, sent);
        }
    }

    /// <summary>Lets copies of a request have the context too: a handler that makes one takes the options over.</summary>
    public void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>Notes that the call has come through HttpClient.</summary>
    public void EnterPipeline(Envelope request, CancellationToken httpClientToken)
    {
        Request = request;
        HttpClientToken = httpClientToken;
    }

    public void AttachTo(ResilienceContext context) => context.Properties.Set(ResilienceKey, this);

    public void BeginAttempt()
    {
        Attempts++;
        AttemptException = null;
        AwaitedProvider = null;
        LastRefusal = null;
    }

    public void RecordRefusal(ErrorKind kind, HttpResponseMessage response, string? message) => LastRefusal = new Refusal(
        kind, kind == ErrorKind.ClockSkew ? ResponseHeaders.ServerTime(response, message) : null, FindSent(response.RequestMessage)?.Credentials);

    /// <summary>Gets the service's id of the request from the headers of a response, without what this call has sent in secret.</summary>
    public string? RequestIdOf(HttpResponseMessage response)
    {
        var id = ResponseHeaders.RequestId(response);
        return id is not null && MayQuote(id, response.RequestMessage) ? CreateRedactor(response.RequestMessage).Redact(id) : id;
    }

    /// <summary>Creates a redactor for the text of a response: it hides what this call has sent in secret, in all its attempts.</summary>
    /// <param name="request">The request as the response has it.</param>
    public SecretRedactor CreateRedactor(HttpRequestMessage? request)
    {
        List<string> secrets = [];
        for (var sent = FindSent(request) is null ? null : _lastSent; sent is not null; sent = sent.Previous)
        {
            secrets.Add(sent.Authorization);
            if (sent.Credentials.SecurityToken is { } token)
            {
                secrets.Add(token);
            }
        }

        return new SecretRedactor(secrets);
    }

    private void Record(SentRequest sent)
    {
        // A handler may send several copies at a time.
        do
        {
            sent.Previous = _lastSent;
        }
        while (Interlocked.CompareExchange(ref _lastSent, sent, sent.Previous) != sent.Previous);
    }

    private bool MayQuote(string text, HttpRequestMessage? request)
    {
        for (var sent = FindSent(request) is null ? null : _lastSent; sent is not null; sent = sent.Previous)
        {
            if (SecretRedactor.MayQuote(text, sent.Authorization) || (sent.Credentials.SecurityToken is { } token && SecretRedactor.MayQuote(text, token)))
            {
                return true;
            }
        }

        return false;
    }

    private SentRequest? FindSent(HttpRequestMessage? request)
    {
        for (var sent = _lastSent; sent is not null; sent = sent.Previous)
        {
            if (ReferenceEquals(sent.Request, request))
            {
                return sent;
            }
        }

        if (request is not null && request.Options.TryGetValue(SentKey, out var left))
        {
            Record(left);
        }

        return _lastSent;
    }

    /// <summary>
    /// The request that HttpClient is given. It is never sent: it brings the call to the pipeline, with the headers that the application sets for every
    /// request, and each attempt sends its own.
    /// </summary>
    public sealed class Envelope(CallContext call, Uri uri) : HttpRequestMessage(call.Operation.Method, uri)
    {
        public CallContext Call => call;
    }

    /// <summary>The request of one attempt.</summary>
    public sealed class Attempt(CallContext call) : HttpRequestMessage
    {
        public CallContext Call => call;
    }

    /// <summary>An error response.</summary>
    /// <param name="Kind">The kind of the error.</param>
    /// <param name="ServerTime">The service's clock.</param>
    /// <param name="Credentials">What signed the request, so that exactly these credentials are reported as expired.</param>
    public sealed record Refusal(ErrorKind Kind, DateTimeOffset? ServerTime, LogServiceCredentials? Credentials);

    private sealed class SentRequest(HttpRequestMessage request, LogServiceCredentials credentials, string authorization)
    {
        public HttpRequestMessage Request => request;

        public LogServiceCredentials Credentials => credentials;

        public string Authorization => authorization;

        /// <summary>The request that the call sent before.</summary>
        public SentRequest? Previous { get; set; }
    }
}
