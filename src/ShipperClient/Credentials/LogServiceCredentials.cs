using System.Diagnostics;
using System.Text.Json.Serialization;

namespace ShipperClient;

/// <summary>An access key and, if the key is temporary (STS), its security token.</summary>
/// <remarks>The secret and the token appear neither in <see cref="ToString"/> nor in a debugger nor in JSON that System.Text.Json writes.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class LogServiceCredentials
{
    /// <summary>Initializes a new instance of the <see cref="LogServiceCredentials"/> class.</summary>
    /// <param name="accessKeyId">The id of the access key.</param>
    /// <param name="accessKeySecret">The secret of the access key.</param>
    /// <param name="securityToken">The STS token of a temporary key; <see langword="null"/> or empty for a long-term key.</param>
    /// <param name="expiresAt">When a temporary key expires; <see langword="null"/> if it does not expire or the time is not known.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accessKeyId"/> or <paramref name="accessKeySecret"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="accessKeyId"/> or <paramref name="accessKeySecret"/> is empty or blank, or a value contains white space or anything else
    /// but visible ASCII characters; or <paramref name="accessKeyId"/> is that of a temporary key (<c>STS.…</c>) and there is no token.
    /// </exception>
    public LogServiceCredentials(string accessKeyId, string accessKeySecret, string? securityToken = null, DateTimeOffset? expiresAt = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(accessKeyId);
        ArgumentException.ThrowIfNullOrWhiteSpace(accessKeySecret);
        AccessKeyId = VisibleAscii(accessKeyId, nameof(accessKeyId));
        AccessKeySecret = VisibleAscii(accessKeySecret, nameof(accessKeySecret));
        SecurityToken = string.IsNullOrEmpty(securityToken) ? null : VisibleAscii(securityToken, nameof(securityToken));
        ExpiresAt = expiresAt;
        if (SecurityToken is null && AccessKeyId.StartsWith("STS.", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                "The access key id begins with \"STS.\", so the key is temporary and needs its security token. Give the token that was issued with the key.", nameof(securityToken));
        }
    }

    /// <summary>Gets the id of the access key. It is sent with every request and is not a secret.</summary>
    public string AccessKeyId { get; }

    /// <summary>Gets the secret of the access key. It signs requests and is never sent.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string AccessKeySecret { get; }

    /// <summary>Gets the STS token of a temporary key, or <see langword="null"/>. It is sent as <c>x-acs-security-token</c>.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? SecurityToken { get; }

    /// <summary>Gets the time when a temporary key expires, or <see langword="null"/> if it does not expire or the time is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>Returns the first characters of the id and nothing else.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() =>
        $"{(AccessKeyId.Length > 8 ? AccessKeyId[..4] : "")}***{(SecurityToken is null ? "" : " (temporary)")}";

    // A secret with a line break at its end would only cause a SignatureNotMatch, far from here; an id or a token could split a header.
    // The message does not contain the value.
    private static string VisibleAscii(string value, string parameter)
    {
        var bad = value.AsSpan().IndexOfAnyExceptInRange('!', '~');
        return bad < 0 ? value : throw new ArgumentException(
            $"Access keys and tokens consist of visible ASCII characters, but the character at position {bad} is not one. Check whether a line break or a blank was copied with it.", parameter);
    }
}
