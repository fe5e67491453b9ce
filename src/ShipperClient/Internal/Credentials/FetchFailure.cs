namespace ShipperClient.Internal.Credentials;

/// <summary>How the last fetch failed, and until when the source is left alone.</summary>
/// <param name="source">What was asked.</param>
/// <param name="cause">Why it failed.</param>
/// <param name="count">How many fetches failed one after the other.</param>
/// <param name="at">When, as a timestamp of the clock: its hands may be put elsewhere.</param>
/// <param name="heldUntil">Until when the old credentials hold; <see langword="null"/> where they do not.</param>
internal sealed class FetchFailure(string source, Exception cause, int count, long at, DateTimeOffset? heldUntil)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether the source is to be left alone still: 1 s after the first failure, then twice as long after each, up to 1 minute; but no longer
    /// than the old credentials hold, since from then on somebody waits.
    /// </summary>
    public bool Holds(TimeProvider clock) =>
        clock.GetElapsedTime(at) < (count > 6 ? LongestWait : FirstWait * (1 << (count - 1))) && !IsOvertaken(clock);

    /// <summary>The failure after this one. The count begins anew when the old credentials have ended: whoever waits is served soon after the source is back.</summary>
    public static FetchFailure Next(FetchFailure? last, string source, Exception cause, TimeProvider clock, CachedCredentials? cached) => new(
        source, cause, last is null || last.IsOvertaken(clock) ? 1 : last.Count + 1, clock.GetTimestamp(), clock.GetUtcNow() < cached?.ExpiresAt ? cached.ExpiresAt : null);

    private int Count => count;

    private bool IsOvertaken(TimeProvider clock) => heldUntil <= clock.GetUtcNow();

    /// <summary>Makes an exception for one waiter: they must not share one, since each throw writes into it.</summary>
    public LogServiceAuthenticationException ToException()
    {
        var known = cause as LogServiceException;
        return new($"The credentials from {source} could not be got: {cause.Message}", cause)
        {
            StatusCode = known?.StatusCode,
            ErrorCode = known?.ErrorCode,
            RequestId = known?.RequestId,
            IsTransient = known?.IsTransient ?? false,
            NothingThere = (known as LogServiceAuthenticationException)?.NothingThere ?? false,
        };
    }
}
