using System.Diagnostics.CodeAnalysis;

namespace ShipperClient.Internal.Options;

/// <summary>The parsed endpoint: scheme, host and port, and how a project is addressed there (docs/service-api.md, "Addressing").</summary>
internal sealed class LogServiceEndpoint
{
    // With the longest project before it, a host stays below the 255 characters that a name resolver accepts.
    private const int MaxHostLength = 120;

    // Of a label in a host name.
    private const int MaxProjectLength = 63;

    private const string Rule = "Give the endpoint of a region, such as cn-hangzhou.log.aliyuncs.com, with http:// or https:// before it and a port after it if needed.";

    // An IP address has no subdomains: the project is in the Host header only.
    private readonly bool _isDirect;
    private readonly string _scheme;
    private readonly string _authority;
    private readonly string _direct;

    // What nearly every call needs again.
    private HostHeader? _lastHost;
    private KeyedUri? _lastUri;

    private LogServiceEndpoint(Uri uri)
    {
        var host = uri.Host.TrimEnd('.'); // the root's dot names the same host
        _scheme = uri.Scheme;
        _authority = uri.IsDefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{uri.Port}");
        _direct = $"{_scheme}://{_authority}";
        _isDirect = uri.HostNameType == UriHostNameType.IPv4 || host == "localhost";
        Address = new Uri(_direct);
        Region = EndpointRegion.Find(host);
    }

    /// <summary>The scheme, host and port.</summary>
    public Uri Address { get; }

    /// <summary>The region that the host names, or <see langword="null"/>.</summary>
    public string? Region { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out LogServiceEndpoint? endpoint, [NotNullWhen(false)] out string? problem)
    {
        endpoint = null;
        problem = ProblemWith(text, out var uri);
        if (problem is null)
        {
            endpoint = new LogServiceEndpoint(uri!);
        }

        return problem is null;
    }

    /// <summary>The part of an address before the path of a request to a project.</summary>
    public string AddressOf(string project) => _isDirect ? _direct : $"{_scheme}://{project}.{_authority}";

    /// <summary>The Host header to send, or <see langword="null"/> if the address contains it.</summary>
    public string? HostHeaderFor(string project)
    {
        if (!_isDirect)
        {
            return null;
        }

        var last = _lastHost;
        if (last?.Project != project)
        {
            _lastHost = last = new HostHeader(project, $"{project}.{_authority}");
        }

        return last.Value;
    }

    /// <summary>An address that depends on the key only. The last one is kept, with what .NET parses of it: a bulk retry calls the same address again and again.</summary>
    public Uri UriOf<TKey>(TKey key, Func<LogServiceEndpoint, TKey, Uri> create)
        where TKey : class
    {
        var last = _lastUri;
        if (last is null || !last.Key.Equals(key))
        {
            _lastUri = last = new KeyedUri(key, create(this, key));
        }

        return last.Value;
    }

    /// <exception cref="ArgumentException">The project cannot be put before the host.</exception>
    public void CheckProject(string project, string parameter)
    {
        if (!_isDirect && project.Length > MaxProjectLength)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The project has {project.Length} characters, but it is the first label of the host, which has at most {MaxProjectLength}. Check the name."),
                parameter);
        }
    }

    private static string? ProblemWith(string? text, out Uri? uri)
    {
        uri = null;
        text = TextSanitizer.TrimInvisible(text ?? "");
        if (text.Length == 0)
        {
            return $"Endpoint is missing. {Rule}";
        }

        var given = $"Endpoint \"{Shown(text)}\"";
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = separator < 0 ? Uri.UriSchemeHttps : text[..separator].ToLowerInvariant();
        var rest = separator < 0 ? text : text[(separator + 3)..];
        if (scheme is not ("http" or "https"))
        {
            return $"{given} has a scheme other than http and https. {Rule}";
        }

        rest = rest.EndsWith('/') ? rest[..^1] : rest;
        if (rest.Contains('['))
        {
            return $"{given} is an IPv6 address, before which no project can stand in a Host header. Give a host name, an IPv4 address or localhost.";
        }

        if (rest.AsSpan().IndexOfAny("@/\\?#") >= 0)
        {
            return $"{given} has user info, a path, a query or a fragment. {Rule}";
        }

        if (!rest.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':')
            || !Uri.TryCreate($"{scheme}://{rest}", UriKind.Absolute, out uri)
            || uri.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4)
            || uri.Port == 0)
        {
            return $"{given} is not a host{(TextSanitizer.DescribeInvisible(rest) is { } flaw ? $": it {flaw}" : "")}. {Rule}";
        }

        return uri.Host.Length > MaxHostLength ? $"{given} has a host of {uri.Host.Length} characters; at most {MaxHostLength} can be used. {Rule}"
            : EndpointRegion.ProblemWith(uri) is { } problem ? $"{given} {problem}"
            : null;
    }

    // The password of a URL with user:password@ must not appear in a log. Nor may line breaks.
    private static string Shown(string text)
    {
        var at = text.LastIndexOf('@');
        return TextSanitizer.Clean(at < 0 ? text : "***" + text[at..], MaxHostLength);
    }

    private sealed record HostHeader(string Project, string Value);

    private sealed record KeyedUri(object Key, Uri Value);
}
