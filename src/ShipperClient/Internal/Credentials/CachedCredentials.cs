namespace ShipperClient.Internal.Credentials;

/// <summary>Credentials with the times that count for them.</summary>
internal sealed class CachedCredentials
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(15);

    public CachedCredentials(LogServiceCredentials credentials, DateTimeOffset now)
    {
        Credentials = credentials;
        ExpiresAt = credentials.ExpiresAt ?? DateTimeOffset.MaxValue;

        // 15 minutes before the end (specification, "Credentials"), but not before half of the life: short ones would be renewed all the time.
        var life = ExpiresAt - now;
        RenewAt = credentials.ExpiresAt is null ? DateTimeOffset.MaxValue : now + (life > 2 * Ahead ? life - Ahead : life / 2);
    }

    public LogServiceCredentials Credentials { get; }

    /// <summary>From when on to look for new ones while these still hold.</summary>
    public DateTimeOffset RenewAt { get; }

    /// <summary>From when on these are of no use.</summary>
    public DateTimeOffset ExpiresAt { get; }
}
