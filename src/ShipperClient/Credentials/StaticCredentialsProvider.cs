namespace ShipperClient;

/// <summary>Always the same credentials. For tests, and for keys that the application itself keeps safe; never write a secret into source code.</summary>
public sealed class StaticCredentialsProvider : ILogServiceCredentialsProvider
{
    private readonly LogServiceCredentials _credentials;

    /// <summary>Creates a provider of one access key.</summary>
    /// <param name="accessKeyId">The id of the access key.</param>
    /// <param name="accessKeySecret">The secret of the access key.</param>
    /// <param name="securityToken">The STS token of a temporary key; <see langword="null"/> or empty for a lasting key.</param>
    /// <exception cref="ArgumentException">A value is missing or cannot be sent; see <see cref="LogServiceCredentials"/>.</exception>
    public StaticCredentialsProvider(string accessKeyId, string accessKeySecret, string? securityToken = null) =>
        _credentials = new LogServiceCredentials(accessKeyId, accessKeySecret, securityToken);

    /// <inheritdoc/>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => new(_credentials);
}
