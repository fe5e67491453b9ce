using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using ShipperClient.Testing.Internal.Protocol;
using ShipperClient.Testing.Internal.Signing;

namespace ShipperClient.Testing.Internal.Operations;

/// <summary>Checks the headers of a request in the order of <see cref="Validate"/>, and reports the first error in the service's words.</summary>
internal static class HeaderValidator
{
    public static ServiceError? Validate(RecordedRequest request, LogServiceCredentials known, DateTimeOffset now)
    {
        var header = request.Headers.GetValueOrDefault("Authorization", "");
        var authorization = AuthorizationHeader.Parse(header);
        var isV4 = AuthorizationHeader.IsV4Header(header);
        return ApiVersion(request)
            ?? RequestDate.Validate(request, isV4, now)
            ?? BodyRawSize(request)
            ?? SignatureMethod(request, isV4)
            ?? Key(request, authorization, known)
            ?? ContentLength(request)
            ?? ContentType(request)
            ?? (isV4 ? ContentSha256(request) : ContentMd5(request))
            ?? Signature(request, authorization);
    }

    private static ServiceError? ApiVersion(RecordedRequest request) => request.Headers.GetValueOrDefault(HeaderNames.ApiVersion) switch
    {
        null => ServiceError.MissingHeader("MissingAPIVersion", HeaderNames.ApiVersion),
        "0.6.0" => null,
        var version => ServiceError.BadRequest("InvalidAPIVersion", $"{HeaderNames.ApiVersion} {version} is unsupported."),
    };

    private static ServiceError? BodyRawSize(RecordedRequest request)
    {
        if (!request.Headers.TryGetValue(HeaderNames.BodyRawSize, out var size))
        {
            // The service serves official clients that send none without a body.
            return request.Body.IsEmpty ? null : ServiceError.BadRequest("MissingBodyRawSize", $"{HeaderNames.BodyRawSize} does not exist in header when it is necessary.");
        }

        return string.Equals(size, request.Body.Length.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            ? null
            : ServiceError.BadRequest("InvalidBodyRawSize", $"{HeaderNames.BodyRawSize} is invalid.");
    }

    // v1 names its method in a header. v4 names it in the Authorization header instead.
    private static ServiceError? SignatureMethod(RecordedRequest request, bool isV4) =>
        (request.Headers.GetValueOrDefault(HeaderNames.SignatureMethod), isV4) switch
        {
            (null, false) => ServiceError.MissingHeader("MissingSignatureMethod", HeaderNames.SignatureMethod),
            (null, true) or (SignatureV1.HmacSha1 or SignatureV1.HmacSha256, false) => null,
            var (method, _) => ServiceError.BadRequest("InvalidSignatureMethod", $"signature method {method} is unsupported."),
        };

    private static ServiceError? Key(RecordedRequest request, AuthorizationHeader? authorization, LogServiceCredentials known) => request.SignatureVerdict switch
    {
        SignatureVerdict.Missing => ServiceError.BadRequest("MissAccessKeyId", "x-log-accesskeyid does not exist in header."),
        SignatureVerdict.Malformed => ServiceError.ParameterInvalid("Http extend authorization : authorization pair is invalid."),
        SignatureVerdict.UnknownKey => ServiceError.Unauthorized($"AccessKeyId not found: {authorization!.KeyId}"),
        // A token other than the expected one is an old one. A missing token, or one beside a long-term key, is not a matter of time.
        SignatureVerdict.InvalidToken => request.Headers.ContainsKey(HeaderNames.SecurityToken) && (known.SecurityToken is not null
                || !string.Equals(authorization!.KeyId, known.AccessKeyId, StringComparison.Ordinal))
            ? ServiceError.TokenExpired()
            : ServiceError.Unauthorized("The security token you provided is invalid."),
        _ => null,
    };

    private static ServiceError? ContentLength(RecordedRequest request) => request.Body.IsEmpty || request.Headers.ContainsKey("Content-Length")
        ? null
        : new ServiceError(HttpStatusCode.LengthRequired, "MissingContentLength", "Content-Length does not exist in http header when it is necessary.");

    private static ServiceError? ContentType(RecordedRequest request)
    {
        if (request.Body.IsEmpty)
        {
            return null;
        }

        return request.Headers.GetValueOrDefault("Content-Type") switch
        {
            null => ServiceError.BadRequest("MissingContentType", "Content-Type does not exist in http header when body is not empty."),
            "application/json" => null,
            var type => new ServiceError(HttpStatusCode.UnsupportedMediaType, "InvalidContentType", $"Content-Type {type} is unsupported."),
        };
    }

    // 32 upper-case hex digits, only with a body. An official client sends the header empty without one.
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The service's protocol.")]
    private static ServiceError? ContentMd5(RecordedRequest request) => (request.Headers.GetValueOrDefault("Content-MD5", ""), request.Body.IsEmpty) switch
    {
        ("", true) => null,
        ("", false) => ServiceError.ParameterInvalid("Content-MD5 does not exist in http header when body is not empty."),
        var (md5, _) => string.Equals(md5, Convert.ToHexString(MD5.HashData(request.Body.Span)), StringComparison.Ordinal)
            ? null
            : ServiceError.ParameterInvalid("Content-MD5 does not match the body: it is 32 upper-case hex digits."),
    };

    private static ServiceError? ContentSha256(RecordedRequest request) => request.Headers.GetValueOrDefault(HeaderNames.ContentSha256) switch
    {
        null => ServiceError.ParameterInvalid($"{HeaderNames.ContentSha256} does not exist in http header."),
        var sha256 => string.Equals(sha256, SignatureV4.Sha256(request.Body.Span), StringComparison.Ordinal)
            ? null
            : ServiceError.ParameterInvalid($"{HeaderNames.ContentSha256} does not match the body: it is 64 lower-case hex digits."),
    };

    private static ServiceError? Signature(RecordedRequest request, AuthorizationHeader? authorization) =>
        request.SignatureVerdict == SignatureVerdict.Mismatch ? ServiceError.SignatureNotMatch(authorization!.Signature) : null;
}
