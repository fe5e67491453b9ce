using System.Globalization;
using System.Text;
using ShipperClient.Tests.Signing;

namespace ShipperClient.WireMock.Tests.Support;

/// <summary>A request as the service documents it, from which the text of the whole request follows.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Body">The body, or nothing.</param>
internal sealed record DocumentedRequest(string Method, string Target, string Body = "")
{
    public const string AccessKeyId = "testAccessKeyId";
    public const string AccessKeySecret = "testAccessKeySecret";
    public const string RequestId = "5655D6A0B1C2D3E4F5061728";

    /// <summary>When the v1 signatures in these tests were made.</summary>
    public static readonly DateTimeOffset Now = new(2015, 11, 11, 8, 28, 19, TimeSpan.Zero);

    public DateTimeOffset Date { get; init; } = Now;

    public LogServiceCredentials Credentials { get; init; } = new(AccessKeyId, AccessKeySecret);

    /// <summary>Gets the v1 signature if it is known from a computation that shares no code with this one.</summary>
    public string? SignatureV1 { get; init; }

    /// <summary>The whole request, with every header.</summary>
    public string Text(SignatureVersion version, string host)
    {
        var (path, query) = Target.Split('?') is [var before, var after] ? (before, after) : (Target, "");
        var body = Encoding.UTF8.GetBytes(Body);
        var request = new NaiveSigner.Request(Method, host, path, query, body.Length > 0 ? "application/json" : null, body, new Dictionary<string, string>(StringComparer.Ordinal));
        var headers = version == SignatureVersion.V1 ? NaiveSigner.HeadersV1(request, Credentials, Date) : NaiveSigner.HeadersV4(request, Credentials, Date, "cn-hangzhou");
        headers["host"] = host;
        headers["user-agent"] = RequestText.UserAgent;
        if (body.Length > 0)
        {
            headers["content-length"] = body.Length.ToString(CultureInfo.InvariantCulture);
        }

        if (version == SignatureVersion.V1 && SignatureV1 is not null)
        {
            headers["authorization"] = $"LOG {Credentials.AccessKeyId}:{SignatureV1}";
        }

        return RequestText.Format(Method, Target, headers.Select(static header => (header.Key, header.Value)), Body);
    }
}
