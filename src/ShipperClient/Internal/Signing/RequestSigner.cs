using System.Net.Http.Headers;
using System.Security.Cryptography;
using ShipperClient.Internal.Signing.Buffers;

namespace ShipperClient.Internal.Signing;

/// <summary>Signs a request that may have been signed before: it drops the headers of an earlier signature, then stamps and signs anew.</summary>
internal sealed class RequestSigner(SignatureVersion version, string? region) : IDisposable
{
    private const string ApiVersion = "0.6.0";

    private readonly KeyedHmac<string> _hmacV1 = SignatureV1.CreateHmac();
    private readonly KeyedHmac<SignatureV4.KeyScope> _hmacV4 = SignatureV4.CreateHmac();
    private DateText? _lastDate;

    /// <returns>The Authorization header that the request is sent with.</returns>
    public string Sign(HttpRequestMessage request, ReadOnlySpan<byte> body, LogServiceCredentials credentials, DateTimeOffset now)
    {
        Unsign(request);
        Stamp(request, body, credentials.SecurityToken, now);
        using var canonical = CanonicalRequest.From(request);
        var authorization = version == SignatureVersion.V4
            ? SignatureV4.Authorization(canonical, credentials.AccessKeyId, credentials.AccessKeySecret, region!, _hmacV4)
            : SignatureV1.Authorization(canonical, credentials.AccessKeyId, credentials.AccessKeySecret, _hmacV1);
        Set(request, LogServiceHeaders.Authorization, authorization);
        return authorization;
    }

    public void Dispose()
    {
        _hmacV1.Dispose();
        _hmacV4.Dispose();
    }

    /// <summary>Removes every header that only the signer may set.</summary>
    public static void Unsign(HttpRequestMessage request)
    {
        Drop(request.Headers);
        if (request.Content is not null)
        {
            Drop(request.Content.Headers); // a handler may have put them there
        }
    }

    private static void Drop(HttpHeaders headers)
    {
        // Nearly always there is nothing to drop, and an enumeration is much quicker than removing each.
        List<string>? earlier = null;
        foreach (var (name, _) in headers.NonValidated)
        {
            if (LogServiceHeaders.IsStamped(name))
            {
                (earlier ??= []).Add(name);
            }
        }

        if (earlier is not null)
        {
            foreach (var name in earlier)
            {
                headers.Remove(name);
            }
        }
    }

    private void Stamp(HttpRequestMessage request, ReadOnlySpan<byte> body, string? securityToken, DateTimeOffset now)
    {
        Set(request, LogServiceHeaders.ApiVersion, ApiVersion);
        // Always sent, 0 without a body: its absence is a documented error.
        Set(request, LogServiceHeaders.BodyRawSize, body.Length.ToString(CultureInfo.InvariantCulture));
        if (securityToken is not null)
        {
            Set(request, LogServiceHeaders.SecurityToken, securityToken);
        }

        if (version == SignatureVersion.V4)
        {
            Set(request, LogServiceHeaders.LogDate, now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
            Set(request, LogServiceHeaders.ContentSha256, Hex.Lower(SHA256.HashData(body)));
        }
        else
        {
            Set(request, LogServiceHeaders.Date, DateOf(now));
            Set(request, LogServiceHeaders.SignatureMethod, SignatureV1.MethodName);
            if (request.Content is not null)
            {
                request.Content.Headers.TryAddWithoutValidation(LogServiceHeaders.ContentMd5, Md5(body));
            }
        }
    }

    // One text for the calls of a second.
    private string DateOf(DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        var last = _lastDate;
        if (last?.Second != second)
        {
            _lastDate = last = new DateText(second, now.ToString("r", CultureInfo.InvariantCulture));
        }

        return last.Text;
    }

    // Without validation, so that the text that is signed is the text that is sent.
    private static void Set(HttpRequestMessage request, string name, string value) => request.Headers.TryAddWithoutValidation(name, value);

    private static string Md5(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
#pragma warning disable CA5351 // A checksum that the service requires; it protects nothing.
        MD5.HashData(body, hash);
#pragma warning restore CA5351
        return Convert.ToHexString(hash); // upper-case hex, not base64, and zero-padded
    }

    private sealed record DateText(long Second, string Text);
}
