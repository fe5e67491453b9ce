namespace ShipperClient;

/// <summary>Returns the same credentials every time. For tests, and for keys that the application itself stores safely; never write a secret into source code.</summary>
public sealed class StaticCredentialsProvider : ILogServiceCredentialsProvider
{
    private readonly LogServiceCredentials _credentials;

    /// <summary>Initializes a new instance of the <see cref="StaticCredentialsProvider"/> class with an access key.</summary>
    /// <param name="accessKeyId">The id of the access key.</param>
    /// <param name="accessKeySecret">The secret of the access key.</param>
    /// <param name="securityToken">The STS token of a temporary key; <see langword="null"/> or empty for a long-term key.</param>
    /// <exception cref="ArgumentException">A value is empty, blank or contains anything but visible ASCII characters, or the id is that of a temporary key and there is no token.</exception>
    public StaticCredentialsProvider(string accessKeyId, string accessKeySecret, string? securityToken = null) =>
        _credentials = new LogServiceCredentials(accessKeyId, accessKeySecret, securityToken);

    /// <inheritdoc/>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => new(_credentials);
}
