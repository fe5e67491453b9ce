namespace ShipperClient.Internal.Credentials.Caching;

/// <summary>Credentials with the times at which they are renewed and expire.</summary>
internal sealed class CachedCredentials
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(15);

    public CachedCredentials(LogServiceCredentials credentials, DateTimeOffset now)
    {
        Credentials = credentials;
        ExpiresAt = credentials.ExpiresAt ?? DateTimeOffset.MaxValue;

        // Not before half of the lifetime: short-lived credentials would be renewed all the time.
        var life = ExpiresAt - now;
        RenewAt = credentials.ExpiresAt is null ? DateTimeOffset.MaxValue : now + (life > 2 * Ahead ? life - Ahead : life / 2);
    }

    public LogServiceCredentials Credentials { get; }

    /// <summary>Gets the time from which new credentials are fetched in the background.</summary>
    public DateTimeOffset RenewAt { get; }

    /// <summary>Gets the time from which the credentials can no longer be used.</summary>
    public DateTimeOffset ExpiresAt { get; }
}
