using ShipperClient.Internal.Credentials;

namespace ShipperClient;

/// <summary>
/// Credentials from an address that answers a GET with <c>{"Code":"Success","AccessKeyId","AccessKeySecret","SecurityToken","Expiration"}</c>
/// (specification, "Credentials", 6).
/// </summary>
/// <remarks>
/// Cached and renewed as by a <see cref="RotatingCredentialsProvider"/>. The address has 5 seconds for the connection and 8 in all, and its reply may have
/// 64 KiB. Messages show its host only: user, path and query may be secret.
/// </remarks>
public sealed class CredentialsUriProvider : ILogServiceCredentialsProvider
{
    private readonly CredentialsSurroundings _surroundings;
    private readonly RotatingCredentialsProvider _rotating;

    /// <summary>Creates a provider that reads the address from the environment variable <c>ALIBABA_CLOUD_CREDENTIALS_URI</c>.</summary>
    public CredentialsUriProvider()
        : this(CredentialsSurroundings.OfThisProcess())
    {
    }

    /// <summary>Creates a provider of one address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="address"/> is not an absolute http or https URI.</exception>
    public CredentialsUriProvider(Uri address, TimeProvider? timeProvider = null)
        : this(CredentialsSurroundings.OfThisProcess(timeProvider), _ => address.AbsoluteUri)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw new ArgumentException("The address must be an absolute http or https URI, such as http://127.0.0.1:8080/credentials.", nameof(address));
        }
    }

    internal CredentialsUriProvider(CredentialsSurroundings surroundings)
        : this(surroundings, static surroundings => surroundings.Read(CredentialsVariables.CredentialsUri)
            ?? throw new LogServiceAuthenticationException($"{CredentialsVariables.CredentialsUri} is not set. Set it, such as to http://127.0.0.1:8080/credentials."))
    {
    }

    private CredentialsUriProvider(CredentialsSurroundings surroundings, Func<CredentialsSurroundings, string> address)
    {
        _surroundings = surroundings;
        _rotating = new(
            cancellationToken => new(new UriCredentials(surroundings, address(surroundings)).FetchAsync(cancellationToken)),
            $"the credentials URI ({nameof(CredentialsUriProvider)})",
            surroundings.Clock);
    }

    internal bool IsConfigured => _surroundings.Read(CredentialsVariables.CredentialsUri) is not null;

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// The variable is not set, or the address cannot be reached or does not give credentials, and there are no old ones that still hold.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => _rotating.GetCredentialsAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _rotating.Invalidate(rejected);
}
