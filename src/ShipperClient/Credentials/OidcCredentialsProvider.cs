using ShipperClient.Internal.Credentials;
using ShipperClient.Internal.Credentials.Sources;

namespace ShipperClient;

/// <summary>
/// Assumes a RAM role with an OIDC token, as pods of a cluster with RRSA do (<c>AssumeRoleWithOIDC</c> of the Security Token Service, STS).
/// </summary>
/// <remarks>
/// The credentials are cached and renewed as by a <see cref="RotatingCredentialsProvider"/>. The file with the token, of at most 64 KiB, is read
/// again for each fetch. Connecting to the STS may take 5 seconds and the whole request 8.
/// </remarks>
public sealed class OidcCredentialsProvider : ILogServiceCredentialsProvider
{
    private readonly CredentialsContext _context;
    private readonly RotatingCredentialsProvider _rotating;

    /// <summary>
    /// Initializes a new instance of the <see cref="OidcCredentialsProvider"/> class that reads the environment variables <c>ALIBABA_CLOUD_ROLE_ARN</c>,
    /// <c>ALIBABA_CLOUD_OIDC_PROVIDER_ARN</c>, <c>ALIBABA_CLOUD_OIDC_TOKEN_FILE</c> and, if set, <c>ALIBABA_CLOUD_ROLE_SESSION_NAME</c>,
    /// <c>ALIBABA_CLOUD_STS_ENDPOINT</c>, <c>ALIBABA_CLOUD_STS_REGION</c> and <c>ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED</c>.
    /// </summary>
    public OidcCredentialsProvider()
        : this(CredentialsContext.FromProcess())
    {
    }

    /// <summary>Initializes a new instance of the <see cref="OidcCredentialsProvider"/> class with a role.</summary>
    /// <param name="roleArn">The ARN of the role to assume, such as <c>acs:ram::1234567890123456:role/shipper-reader</c>.</param>
    /// <param name="oidcProviderArn">The ARN of the identity provider, such as <c>acs:ram::1234567890123456:oidc-provider/ack-rrsa-c123</c>.</param>
    /// <param name="tokenFile">The file with the OIDC token.</param>
    /// <param name="roleSessionName">The name of the session, which audit logs show; <see langword="null"/> for <c>shipper-client</c>.</param>
    /// <param name="stsEndpoint">The endpoint of the STS, such as <c>https://sts.cn-hangzhou.aliyuncs.com</c>; <see langword="null"/> for <c>https://sts.aliyuncs.com</c>.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system clock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="roleArn"/>, <paramref name="oidcProviderArn"/> or <paramref name="tokenFile"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="roleArn"/>, <paramref name="oidcProviderArn"/> or <paramref name="tokenFile"/> is empty or blank, or
    /// <paramref name="stsEndpoint"/> is not an absolute https URI (or http to this machine).
    /// </exception>
    public OidcCredentialsProvider(
        string roleArn, string oidcProviderArn, string tokenFile, string? roleSessionName = null, Uri? stsEndpoint = null, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(roleArn);
        ArgumentException.ThrowIfNullOrWhiteSpace(oidcProviderArn);
        ArgumentException.ThrowIfNullOrWhiteSpace(tokenFile);
        StsEndpoint.ThrowIfUnsafe(stsEndpoint, nameof(stsEndpoint));

        _context = new CredentialsContext(static _ => null, home: null, timeProvider ?? TimeProvider.System) { StsAddress = stsEndpoint };
        _rotating = Rotate(cancellationToken => Sts().AssumeRoleWithOidcAsync(new RoleRequest(roleArn, roleSessionName), oidcProviderArn, tokenFile, cancellationToken));
    }

    internal OidcCredentialsProvider(CredentialsContext context)
    {
        _context = context;
        _rotating = Rotate(cancellationToken => Sts().AssumeRoleWithOidcAsync(
            new RoleRequest(Required(CredentialsVariables.RoleArn), context.Read(CredentialsVariables.RoleSessionName)),
            Required(CredentialsVariables.OidcProviderArn),
            Required(CredentialsVariables.OidcTokenFile),
            cancellationToken));
    }

    /// <summary>Gets a value indicating whether a variable of OIDC is set. The role alone is set for other purposes too; one of the others without the rest is an error.</summary>
    internal bool IsConfigured => _context.Read(CredentialsVariables.OidcProviderArn) is not null || _context.Read(CredentialsVariables.OidcTokenFile) is not null;

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// A variable is not set, the file with the token cannot be read, or the STS cannot be reached or refuses, and there are no previous credentials that are still valid.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => _rotating.GetCredentialsAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _rotating.Invalidate(rejected);

    private StsClient Sts() => new(StsEndpoint.Resolve(_context), _context.Clock);

    private RotatingCredentialsProvider Rotate(Func<CancellationToken, Task<LogServiceCredentials>> fetch) =>
        new(cancellationToken => new(fetch(cancellationToken)), $"the STS by an OIDC token ({nameof(OidcCredentialsProvider)})", _context.Clock);

    private string Required(string variable) => _context.Read(variable) ?? throw new LogServiceAuthenticationException(
        $"{variable} is not set. Set {CredentialsVariables.RoleArn}, {CredentialsVariables.OidcProviderArn} and {CredentialsVariables.OidcTokenFile}.");
}
