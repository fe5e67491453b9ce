using System.Diagnostics;
using System.Text.Json.Serialization;

namespace ShipperClient;

/// <summary>An access key, with the security token where the key is temporary (STS).</summary>
/// <remarks>The secret and the token show neither in <see cref="ToString"/> nor in a debugger nor in the JSON of System.Text.Json.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class LogServiceCredentials
{
    /// <summary>Creates credentials.</summary>
    /// <param name="accessKeyId">The id of the access key.</param>
    /// <param name="accessKeySecret">The secret of the access key.</param>
    /// <param name="securityToken">The STS token of a temporary key; <see langword="null"/> or empty for a lasting key.</param>
    /// <param name="expiresAt">When a temporary key ends; <see langword="null"/> where it does not, or is not known.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accessKeyId"/> or <paramref name="accessKeySecret"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="accessKeyId"/> or <paramref name="accessKeySecret"/> is empty or blank, or a value has white space or anything else
    /// than visible ASCII characters in it.
    /// </exception>
    public LogServiceCredentials(string accessKeyId, string accessKeySecret, string? securityToken = null, DateTimeOffset? expiresAt = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(accessKeyId);
        ArgumentException.ThrowIfNullOrWhiteSpace(accessKeySecret);
        AccessKeyId = VisibleAscii(accessKeyId, nameof(accessKeyId));
        AccessKeySecret = VisibleAscii(accessKeySecret, nameof(accessKeySecret));
        SecurityToken = string.IsNullOrEmpty(securityToken) ? null : VisibleAscii(securityToken, nameof(securityToken));
        ExpiresAt = expiresAt;
    }

    /// <summary>The id of the access key. It is sent with every request and is not a secret.</summary>
    public string AccessKeyId { get; }

    /// <summary>The secret of the access key. It signs requests and is never sent.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string AccessKeySecret { get; }

    /// <summary>The STS token of a temporary key, or <see langword="null"/>. It is sent as <c>x-acs-security-token</c>.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? SecurityToken { get; }

    /// <summary>When a temporary key ends, or <see langword="null"/> where it does not, or is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>Shows the first characters of the id and nothing else.</summary>
    /// <returns>A text that is safe to log.</returns>
    public override string ToString() =>
        $"{(AccessKeyId.Length > 8 ? AccessKeyId[..4] : "")}***{(SecurityToken is null ? "" : " (temporary)")}";

    // A secret with a line break behind it would only show as SignatureNotMatch, far from here; an id or a token could split a header.
    // The value itself stays out of the message.
    private static string VisibleAscii(string value, string parameter)
    {
        var bad = value.AsSpan().IndexOfAnyExceptInRange('!', '~');
        return bad < 0 ? value : throw new ArgumentException(
            $"Access keys and tokens have only visible ASCII characters, but the one at position {bad} is not. Was it copied with a line break or a blank?", parameter);
    }
}
