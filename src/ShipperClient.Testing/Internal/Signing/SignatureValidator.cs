using ShipperClient.Testing.Internal.Protocol;

namespace ShipperClient.Testing.Internal.Signing;

/// <summary>Determines who signed a request, and whether the signature is valid.</summary>
internal sealed class SignatureValidator(KnownCredentials credentials, string? expectedRegion)
{
    public SignatureVerdict Validate(RecordedRequest request, DateTimeOffset now)
    {
        if (!request.Headers.TryGetValue("Authorization", out var header))
        {
            return SignatureVerdict.Missing;
        }

        if (AuthorizationHeader.Parse(header) is not { } authorization)
        {
            return SignatureVerdict.Malformed;
        }

        var known = credentials.Current;
        if (credentials.HasExpired(authorization.KeyId))
        {
            return SignatureVerdict.InvalidToken;
        }

        if (!string.Equals(authorization.KeyId, known.AccessKeyId, StringComparison.Ordinal))
        {
            return SignatureVerdict.UnknownKey;
        }

        var token = request.Headers.GetValueOrDefault(HeaderNames.SecurityToken);
        if (!string.Equals(token, known.SecurityToken, StringComparison.Ordinal) || known.ExpiresAt <= now)
        {
            return SignatureVerdict.InvalidToken;
        }

        if (RequestDate.Validate(request, authorization.IsV4, now) is not null)
        {
            return SignatureVerdict.Expired;
        }

        return IsSignedWith(known.AccessKeySecret, request, authorization) ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }

    private bool IsSignedWith(string secret, RecordedRequest request, AuthorizationHeader authorization)
    {
        if (!authorization.IsV4)
        {
            return string.Equals(authorization.Signature, SignatureV1.Compute(request, secret), StringComparison.Ordinal);
        }

        // The scope names the day of x-log-date and the expected region; a key that is derived for another scope is not valid here.
        return request.Headers.GetValueOrDefault(HeaderNames.LogDate, "").StartsWith(authorization.Day + "T", StringComparison.Ordinal)
            && (expectedRegion is null || string.Equals(authorization.Region, expectedRegion, StringComparison.Ordinal))
            && string.Equals(authorization.Signature, SignatureV4.Compute(request, authorization, secret), StringComparison.Ordinal);
    }
}
