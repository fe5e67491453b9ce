using ShipperClient.Internal.Credentials;
using ShipperClient.Internal.Credentials.Sources;

namespace ShipperClient;

/// <summary>
/// Gets the credentials of the RAM role that is attached to the ECS instance from the metadata service at <c>http://100.100.100.200</c>.
/// </summary>
/// <remarks>
/// The credentials are cached and renewed as by a <see cref="RotatingCredentialsProvider"/>. The provider uses version 2 of the service, with a
/// token, and version 1 if version 2 does not work and version 1 is not disabled. On a machine outside the cloud it fails within 2 seconds. It uses no proxy.
/// </remarks>
public sealed class EcsRamRoleCredentialsProvider : ILogServiceCredentialsProvider
{
    private readonly CredentialsContext _context;
    private readonly RotatingCredentialsProvider _rotating;

    /// <summary>
    /// Initializes a new instance of the <see cref="EcsRamRoleCredentialsProvider"/> class that reads environment variables: <c>ALIBABA_CLOUD_ECS_METADATA</c> names
    /// the role (if it is not set, the service does), <c>ALIBABA_CLOUD_ECS_METADATA_DISABLED</c> disables the provider, and <c>ALIBABA_CLOUD_IMDSV1_DISABLED</c>
    /// disables version 1.
    /// </summary>
    public EcsRamRoleCredentialsProvider()
        : this(CredentialsContext.FromProcess())
    {
    }

    /// <summary>Initializes a new instance of the <see cref="EcsRamRoleCredentialsProvider"/> class with a role, whatever the environment variables say.</summary>
    /// <param name="roleName">The role; <see langword="null"/> for the one that the service names.</param>
    /// <param name="allowVersion1">Whether to use version 1 of the service, which requires no token, if version 2 does not work.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system clock.</param>
    /// <exception cref="ArgumentException"><paramref name="roleName"/> is empty or blank.</exception>
    public EcsRamRoleCredentialsProvider(string? roleName, bool allowVersion1 = true, TimeProvider? timeProvider = null)
        : this(CredentialsContext.FromProcess(timeProvider), context => new EcsMetadataClient(context, roleName, allowVersion1)) =>
        CredentialsContext.ThrowIfBlank(roleName, nameof(roleName));

    internal EcsRamRoleCredentialsProvider(CredentialsContext context)
        : this(context, FromEnvironment)
    {
    }

    private EcsRamRoleCredentialsProvider(CredentialsContext context, Func<CredentialsContext, EcsMetadataClient> metadata)
    {
        _context = context;
        _rotating = new(
            cancellationToken => new(metadata(context).FetchAsync(cancellationToken)),
            $"the RAM role of the ECS instance ({nameof(EcsRamRoleCredentialsProvider)})",
            context.Clock);
    }

    /// <summary>Gets a value indicating whether a variable names a role: only then is it certain that this is an ECS instance.</summary>
    internal bool IsConfigured => IsEnabled && _context.Read(CredentialsVariables.EcsMetadata) is not null;

    internal bool IsEnabled => !_context.IsTrue(CredentialsVariables.EcsMetadataDisabled);

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// The metadata service is disabled, does not exist, has no role or fails, and there are no previous credentials that are still valid.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => _rotating.GetCredentialsAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _rotating.Invalidate(rejected);

    private static EcsMetadataClient FromEnvironment(CredentialsContext context) => context.IsTrue(CredentialsVariables.EcsMetadataDisabled)
        ? throw new LogServiceAuthenticationException($"The metadata service is disabled by {CredentialsVariables.EcsMetadataDisabled}.")
        : new EcsMetadataClient(context, context.Read(CredentialsVariables.EcsMetadata), allowVersion1: !context.IsTrue(CredentialsVariables.ImdsV1Disabled));
}
