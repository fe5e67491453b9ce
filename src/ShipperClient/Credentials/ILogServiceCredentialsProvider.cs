namespace ShipperClient;

/// <summary>Provides the credentials that requests are signed with. The client calls it before every attempt, so a provider that fetches credentials should cache them.</summary>
public interface ILogServiceCredentialsProvider
{
    /// <summary>Gets the credentials to sign the next attempt with. It is called concurrently.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The credentials; never <see langword="null"/>.</returns>
    /// <exception cref="LogServiceAuthenticationException">
    /// There are no credentials. Its message is logged, so it must not contain a secret. The client wraps any other exception in one of this type, whose message names the type of the inner exception only.
    /// </exception>
    ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Called when the service reports credentials as expired, so that a provider that caches fetches new ones. The default does nothing, which is
    /// right for a provider that does not cache.
    /// </summary>
    /// <param name="rejected">The credentials that the service rejected. If the cache already holds others, there is nothing to do.</param>
    void Invalidate(LogServiceCredentials rejected)
    {
    }
}
