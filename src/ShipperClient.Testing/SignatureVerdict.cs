namespace ShipperClient.Testing;

/// <summary>Specifies the result of checking the signature of a request, regardless of how the request was answered.</summary>
public enum SignatureVerdict
{
    /// <summary>The signature is valid: the key is known, the security token is the expected one, and the date is within 15 minutes of the service's clock.</summary>
    Valid,

    /// <summary>The request has no <c>Authorization</c> header.</summary>
    Missing,

    /// <summary>The <c>Authorization</c> header is neither <c>LOG id:signature</c> (v1) nor <c>SLS4-HMAC-SHA256 Credential=…,Signature=…</c> (v4).</summary>
    Malformed,

    /// <summary>The access key ID is not that of <see cref="FakeLogService.Credentials"/>.</summary>
    UnknownKey,

    /// <summary>
    /// The <c>x-acs-security-token</c> header is missing, is not the expected token, has expired, or is present although the key is a long-term key.
    /// </summary>
    InvalidToken,

    /// <summary>The date of the request is missing, unreadable, or more than 15 minutes from the service's clock.</summary>
    Expired,

    /// <summary>The signature is not the one that the access key secret produces for this request. Everything else about the request is valid.</summary>
    Mismatch,
}
