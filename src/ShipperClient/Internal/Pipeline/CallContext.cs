using ShipperClient.Internal.Operations;
using ShipperClient.Internal.Resilience;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Pipeline;

/// <summary>
/// What the steps of one call share, from the validated operation to the outcome of its last attempt. It travels with the request of each attempt, and with
/// the copies that handlers of the application make of that request.
/// </summary>
internal sealed class CallContext(Operation operation, long startTimestamp, CancellationToken cancellationToken)
{
    private static readonly HttpRequestOptionsKey<CallContext> Key = new("ShipperClient.CallContext");

    private SentRequest? _lastSent;

    public Operation Operation => operation;

    /// <summary>The start of the call, as a timestamp of the client's clock.</summary>
    public long StartTimestamp => startTimestamp;

    /// <summary>The caller's own token.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The caller's token as HttpClient passes it on: it is canceled as well when HttpClient's own time-out ends or the client is disposed.</summary>
    public CancellationToken HttpClientToken { get; private set; }

    /// <summary>The headers and the version that the application's HttpClient sets for every request.</summary>
    public HttpRequestMessage? Envelope { get; private set; }

    /// <summary>The number of attempts that have started; 0 if the request did not reach the client's pipeline.</summary>
    public int Attempts { get; private set; }

    /// <summary>What the handlers below the resilience pipeline threw in the current attempt.</summary>
    public Exception? AttemptException { get; set; }

    /// <summary>The error of the attempt before the current one, for the message of a time-out.</summary>
    public Exception? LastError { get; set; }

    /// <summary>The name of the provider whose credentials the current attempt waits for, so that a time-out is not blamed on the service.</summary>
    public string? AwaitedProvider { get; set; }

    /// <summary>The kind of the error response of the current attempt.</summary>
    public ErrorKind? RefusalKind { get; private set; }

    /// <summary>The service's clock when it refused the current attempt.</summary>
    public DateTimeOffset? RefusalTime { get; private set; }

    /// <summary>The credentials that signed the request that the service refused, so that exactly these are reported as expired.</summary>
    public LogServiceCredentials? RefusedCredentials { get; private set; }

    /// <summary>What the client has done about refusals: each action once a call.</summary>
    public RecoveryAction AttemptedRecoveries { get; set; }

    /// <summary>The context of a request, or <see langword="null"/> if a handler of the application replaced the request by one without its options.</summary>
    public static CallContext? Find(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var call) ? call : null;

    public void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>Notes that the request has come through HttpClient.</summary>
    public void EnterPipeline(HttpRequestMessage envelope, CancellationToken httpClientToken)
    {
        Envelope = envelope;
        HttpClientToken = httpClientToken;
    }

    public void BeginAttempt()
    {
        Attempts++;
        AttemptException = null;
        AwaitedProvider = null;
        RefusalKind = null;
    }

    /// <summary>Notes what the signer sends. Redaction and recovery go by it, whatever handlers did to the request before.</summary>
    public void RecordSent(SentRequest sent)
    {
        // A handler may send several copies at a time.
        do
        {
            sent.Previous = _lastSent;
        }
        while (Interlocked.CompareExchange(ref _lastSent, sent, sent.Previous) != sent.Previous);
    }

    public void RecordRefusal(ErrorKind kind, HttpResponseMessage response)
    {
        RefusalKind = kind;
        RefusalTime = response.Headers.Date;
        RefusedCredentials = FindSent(response)?.Credentials;
    }

    /// <summary>Creates a redactor for the text of a response: it hides what this call has sent in secret, in all its attempts.</summary>
    public SecretRedactor CreateRedactor(HttpResponseMessage response)
    {
        FindSent(response);
        List<string> secrets = [];
        for (var sent = _lastSent; sent is not null; sent = sent.Previous)
        {
            secrets.Add(sent.Authorization);
            if (sent.Credentials.SecurityToken is { } token)
            {
                secrets.Add(token);
            }
        }

        return new SecretRedactor(secrets);
    }

    private SentRequest? FindSent(HttpResponseMessage response)
    {
        var request = response.RequestMessage;
        for (var sent = _lastSent; sent is not null; sent = sent.Previous)
        {
            if (ReferenceEquals(sent.Request, request))
            {
                return sent;
            }
        }

        if (request is not null && SentRequest.Find(request) is { } unknown)
        {
            RecordSent(unknown);
        }

        return _lastSent;
    }
}
