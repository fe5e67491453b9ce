namespace ShipperClient.Internal.Credentials.Caching;

/// <summary>A failed fetch, and how long the source is not asked again.</summary>
/// <param name="source">The source, as messages name it.</param>
/// <param name="cause">Why the fetch failed.</param>
/// <param name="count">How many fetches in a row failed.</param>
/// <param name="at">When, as a timestamp: the clock itself may be set back.</param>
/// <param name="validUntil">When the previous credentials expire; <see langword="null"/> if there are none or they have expired.</param>
internal sealed class FetchFailure(string source, Exception cause, int count, long at, DateTimeOffset? validUntil)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether to wait before the source is asked again: 1 s after the first failure, then twice as long after each, up to 1 minute; but no longer
    /// than the previous credentials are valid, since from then on a caller waits.
    /// </summary>
    public bool IsBackingOff(TimeProvider clock) =>
        clock.GetElapsedTime(at) < (count > 6 ? LongestWait : FirstWait * (1 << (count - 1))) && !IsOutdated(clock);

    /// <summary>Creates the failure that follows another. The count starts again when the previous credentials have expired, so that a caller who waits is served soon after the source is back.</summary>
    public static FetchFailure Next(FetchFailure? last, string source, Exception cause, TimeProvider clock, CachedCredentials? cached) => new(
        source, cause, last is null || last.IsOutdated(clock) ? 1 : last.Count + 1, clock.GetTimestamp(), clock.GetUtcNow() < cached?.ExpiresAt ? cached.ExpiresAt : null);

    private int Count => count;

    private bool IsOutdated(TimeProvider clock) => validUntil <= clock.GetUtcNow();

    /// <summary>Creates an exception for one caller: they must not share one, since each throw writes its stack trace into it.</summary>
    public LogServiceAuthenticationException ToException()
    {
        var known = cause as LogServiceException;

        // The message of another exception may quote a secret, and this one is logged.
        var reason = known?.Message ?? $"the fetch threw {cause.GetType().Name}. See the inner exception.";
        return new($"The credentials from {source} could not be obtained: {reason}", cause)
        {
            StatusCode = known?.StatusCode,
            ErrorCode = known?.ErrorCode,
            RequestId = known?.RequestId,
            IsTransient = known?.IsTransient ?? false,
            IsSourceUnavailable = (known as LogServiceAuthenticationException)?.IsSourceUnavailable ?? false,
        };
    }
}
