namespace ShipperClient.Testing;

/// <summary>What the fake thinks of a request's signature, whatever the request was answered with.</summary>
public enum SignatureVerdict
{
    /// <summary>The signature is right, its key is known, its token is the one expected and its date is within 15 minutes of the service's clock.</summary>
    Valid,

    /// <summary>There is no <c>Authorization</c> header.</summary>
    Missing,

    /// <summary>The <c>Authorization</c> header is neither <c>LOG id:signature</c> (v1) nor <c>SLS4-HMAC-SHA256 Credential=…,Signature=…</c> (v4).</summary>
    Malformed,

    /// <summary>The access key id is not that of <see cref="FakeLogService.Credentials"/>.</summary>
    UnknownKey,

    /// <summary>
    /// The <c>x-acs-security-token</c> header is missing, is not the token expected, has expired, or is there although the key is a lasting one.
    /// </summary>
    InvalidToken,

    /// <summary>The request's date is missing, unreadable, or more than 15 minutes from the service's clock.</summary>
    Expired,

    /// <summary>All the rest is right, but the signature is not the one that the secret gives for this request.</summary>
    Mismatch,
}
