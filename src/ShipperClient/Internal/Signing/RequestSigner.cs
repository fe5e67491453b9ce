using System.Security.Cryptography;
using ShipperClient.Internal.Protocol;

namespace ShipperClient.Internal.Signing;

/// <summary>Signs a request as if it may have been signed before: what an earlier attempt left is dropped, then stamped and signed afresh.</summary>
internal sealed class RequestSigner(SignatureVersion version, string? region)
{
    private const string ApiVersion = "0.6.0";

    public void Sign(HttpRequestMessage request, ReadOnlySpan<byte> body, LogServiceCredentials credentials, DateTimeOffset now)
    {
        DropEarlier(request);
        Stamp(request, body, credentials.SecurityToken, now);
        var signable = SignableRequest.From(request);
        Set(request, LogServiceHeaders.Authorization, version == SignatureVersion.V4
            ? SignatureV4.Authorization(signable, credentials.AccessKeyId, credentials.AccessKeySecret, region!)
            : SignatureV1.Authorization(signable, credentials.AccessKeyId, credentials.AccessKeySecret));
    }

    private static void DropEarlier(HttpRequestMessage request)
    {
        ReadOnlySpan<string> names =
        [
            LogServiceHeaders.Authorization, LogServiceHeaders.Date, LogServiceHeaders.LogDate, LogServiceHeaders.ApiVersion,
            LogServiceHeaders.SignatureMethod, LogServiceHeaders.BodyRawSize, LogServiceHeaders.ContentSha256, LogServiceHeaders.SecurityToken,
        ];
        foreach (var name in names)
        {
            request.Headers.Remove(name);
            if (request.Content is not null && name.StartsWith("x-", StringComparison.Ordinal))
            {
                request.Content.Headers.Remove(name); // a handler may have put it there
            }
        }

        request.Content?.Headers.Remove(LogServiceHeaders.ContentMd5);
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
            Set(request, LogServiceHeaders.Date, now.ToString("r", CultureInfo.InvariantCulture));
            Set(request, LogServiceHeaders.SignatureMethod, SignatureV1.MethodName);
            if (request.Content is not null)
            {
                // Upper-case hex, not base64, and zero-padded.
                request.Content.Headers.TryAddWithoutValidation(LogServiceHeaders.ContentMd5, Convert.ToHexString(Md5(body)));
            }
        }
    }

    // As it is given, so that the text that was signed is the text that is sent.
    private static void Set(HttpRequestMessage request, string name, string value) => request.Headers.TryAddWithoutValidation(name, value);

#pragma warning disable CA5351 // A checksum that the service asks for; nothing is protected by it.
    private static byte[] Md5(ReadOnlySpan<byte> body) => MD5.HashData(body);
#pragma warning restore CA5351
}
