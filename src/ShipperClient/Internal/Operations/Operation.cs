using ShipperClient.Internal.Options;

namespace ShipperClient.Internal.Operations;

/// <summary>One call of the service's API. Its constructor validates the arguments, so an operation that exists can be sent.</summary>
internal abstract class Operation
{
    private Uri? _uri;

    /// <summary>The name in spans, metrics and logs.</summary>
    public abstract string Name { get; }

    public abstract string Project { get; }

    public virtual string? Logstore => null;

    public virtual string? Shipper => null;

    /// <summary>The project, Logstore and shipper in one text, as far as the call names them.</summary>
    public string Target => string.Join('/', new[] { Project, Logstore, Shipper }.Where(static name => name is not null));

    /// <summary>The action that a RAM policy must allow.</summary>
    public abstract string Action { get; }

    /// <summary>The parameter of the call that names the project.</summary>
    public virtual string ProjectParameter => "project";

    /// <summary>The number of tasks that a success of the call sets running again.</summary>
    public virtual int RetriedTaskCount => 0;

    public virtual HttpMethod Method => HttpMethod.Get;

    /// <summary>The address of an attempt that starts now. Only a window relative to now depends on the time.</summary>
    public virtual Uri GetUri(LogServiceEndpoint endpoint, DateTimeOffset now) => _uri ??= CreateUri(endpoint);

    /// <summary>Writes the request of one attempt. Each attempt has its own, so nothing that a handler did to an earlier one is left.</summary>
    public void Write(HttpRequestMessage request, LogServiceEndpoint endpoint, DateTimeOffset now)
    {
        request.Method = Method;
        request.RequestUri = GetUri(endpoint, now);
        request.Content = CreateContent();
        if (endpoint.HostHeaderFor(Project) is { } host)
        {
            request.Headers.TryAddWithoutValidation(LogServiceHeaders.Host, host); // the names in it are safe
        }
    }

    /// <summary>Writes the address. Names are safe and parameters are plain words, so nothing is escaped.</summary>
    protected abstract Uri CreateUri(LogServiceEndpoint endpoint);

    protected virtual HttpContent? CreateContent() => null;
}

/// <summary>An operation whose success has a result.</summary>
internal abstract class Operation<TResult> : Operation
{
    /// <summary>Reads the body of a success.</summary>
    /// <exception cref="System.Text.Json.JsonException">The body is not what the service documents.</exception>
    public abstract TResult Read(ReadOnlySpan<byte> body, string? requestId);
}
