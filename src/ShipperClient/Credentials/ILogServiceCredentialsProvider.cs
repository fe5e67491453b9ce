namespace ShipperClient;

/// <summary>Where a client gets its credentials from: asked before every attempt, so a provider that fetches them should cache.</summary>
public interface ILogServiceCredentialsProvider
{
    /// <summary>Gets the credentials to sign the next attempt with. Called concurrently.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The credentials; never <see langword="null"/>.</returns>
    /// <exception cref="LogServiceAuthenticationException">There are none. Any other exception reaches the caller inside one of this kind.</exception>
    ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Tells that the service called these credentials expired: a caching provider fetches anew, once. The default does nothing, which is
    /// right for a provider that does not cache.
    /// </summary>
    /// <param name="rejected">The credentials that were rejected; where the cache already holds others, there is nothing to do.</param>
    void Invalidate(LogServiceCredentials rejected)
    {
    }
}
