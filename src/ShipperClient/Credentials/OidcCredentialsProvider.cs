using ShipperClient.Internal.Credentials;

namespace ShipperClient;

/// <summary>
/// Takes a RAM role with an OIDC token, as pods of a cluster with RRSA do: <c>AssumeRoleWithOIDC</c> at the STS (specification, "Credentials", 2).
/// </summary>
/// <remarks>
/// Cached and renewed as by a <see cref="RotatingCredentialsProvider"/>. The token's file is read anew for each fetch, at most 64 KiB of it; the STS
/// has 5 seconds for the connection and 8 in all.
/// </remarks>
public sealed class OidcCredentialsProvider : ILogServiceCredentialsProvider
{
    private readonly CredentialsSurroundings _surroundings;
    private readonly RotatingCredentialsProvider _rotating;

    /// <summary>
    /// Creates a provider that reads the environment variables <c>ALIBABA_CLOUD_ROLE_ARN</c>, <c>ALIBABA_CLOUD_OIDC_PROVIDER_ARN</c>,
    /// <c>ALIBABA_CLOUD_OIDC_TOKEN_FILE</c> and, where they are set, <c>ALIBABA_CLOUD_ROLE_SESSION_NAME</c> and <c>ALIBABA_CLOUD_STS_REGION</c>.
    /// </summary>
    public OidcCredentialsProvider()
        : this(CredentialsSurroundings.OfThisProcess())
    {
    }

    /// <summary>Creates a provider of one role.</summary>
    /// <param name="roleArn">The role to take, such as <c>acs:ram::1234567890123456:role/shipper-reader</c>.</param>
    /// <param name="oidcProviderArn">The identity provider, such as <c>acs:ram::1234567890123456:oidc-provider/ack-rrsa-c123</c>.</param>
    /// <param name="tokenFile">The file with the OIDC token.</param>
    /// <param name="roleSessionName">The name that audits show; <see langword="null"/> for <c>shipper-client</c>.</param>
    /// <param name="stsEndpoint">The STS, such as <c>https://sts.cn-hangzhou.aliyuncs.com</c>; <see langword="null"/> for <c>https://sts.aliyuncs.com</c>.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="roleArn"/>, <paramref name="oidcProviderArn"/> or <paramref name="tokenFile"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="roleArn"/>, <paramref name="oidcProviderArn"/> or <paramref name="tokenFile"/> is empty or blank, or
    /// <paramref name="stsEndpoint"/> is not an absolute https URI (http only to this machine: the token would be read on the way).
    /// </exception>
    public OidcCredentialsProvider(
        string roleArn, string oidcProviderArn, string tokenFile, string? roleSessionName = null, Uri? stsEndpoint = null, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(roleArn);
        ArgumentException.ThrowIfNullOrWhiteSpace(oidcProviderArn);
        ArgumentException.ThrowIfNullOrWhiteSpace(tokenFile);
        if (stsEndpoint is not (null or { IsAbsoluteUri: true, Scheme: "https" } or { IsAbsoluteUri: true, Scheme: "http", IsLoopback: true }))
        {
            throw new ArgumentException("The STS must be an absolute https URI, such as https://sts.cn-hangzhou.aliyuncs.com.", nameof(stsEndpoint));
        }

        _surroundings = new CredentialsSurroundings(static _ => null, home: null, timeProvider ?? TimeProvider.System) { StsAddress = stsEndpoint };
        _rotating = Rotate(cancellationToken => new StsClient(_surroundings).AssumeRoleWithOidcAsync(roleArn, oidcProviderArn, tokenFile, roleSessionName, cancellationToken));
    }

    internal OidcCredentialsProvider(CredentialsSurroundings surroundings)
    {
        _surroundings = surroundings;
        _rotating = Rotate(cancellationToken => new StsClient(surroundings).AssumeRoleWithOidcAsync(
            Required(CredentialsVariables.RoleArn),
            Required(CredentialsVariables.OidcProviderArn),
            Required(CredentialsVariables.OidcTokenFile),
            surroundings.Read(CredentialsVariables.RoleSessionName),
            cancellationToken));
    }

    /// <summary>As the common clients have it, all three: a role's name alone is set for other purposes too.</summary>
    internal bool IsConfigured => _surroundings.Read(CredentialsVariables.RoleArn) is not null
        && _surroundings.Read(CredentialsVariables.OidcProviderArn) is not null
        && _surroundings.Read(CredentialsVariables.OidcTokenFile) is not null;

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// A variable is not set, the token's file cannot be read, the STS cannot be reached or refuses, and there are no old credentials that still hold.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => _rotating.GetCredentialsAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _rotating.Invalidate(rejected);

    private RotatingCredentialsProvider Rotate(Func<CancellationToken, Task<LogServiceCredentials>> fetch) =>
        new(cancellationToken => new(fetch(cancellationToken)), $"the STS by an OIDC token ({nameof(OidcCredentialsProvider)})", _surroundings.Clock);

    private string Required(string variable) => _surroundings.Read(variable) ?? throw new LogServiceAuthenticationException(
        $"{variable} is not set. Set {CredentialsVariables.RoleArn}, {CredentialsVariables.OidcProviderArn} and {CredentialsVariables.OidcTokenFile}.");
}
