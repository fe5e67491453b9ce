using ShipperClient.Internal.Credentials;

namespace ShipperClient;

/// <summary>
/// Credentials of the RAM role that is attached to the ECS instance, from its metadata service at <c>http://100.100.100.200</c> (specification,
/// "Credentials", 5).
/// </summary>
/// <remarks>
/// Cached and renewed as by a <see cref="RotatingCredentialsProvider"/>. Version 2 of the service is asked first, with a token; where it refuses one,
/// version 1 without it, unless that is switched off. A machine outside the cloud is told within 2 seconds. No proxy is used.
/// </remarks>
public sealed class EcsRamRoleCredentialsProvider : ILogServiceCredentialsProvider
{
    private readonly CredentialsSurroundings _surroundings;
    private readonly RotatingCredentialsProvider _rotating;

    /// <summary>
    /// Creates a provider that reads the environment variables: the role from <c>ALIBABA_CLOUD_ECS_METADATA</c> (where it is not set, the service is
    /// asked for it); nothing is asked where <c>ALIBABA_CLOUD_ECS_METADATA_DISABLED</c> is true, and version 1 is not where
    /// <c>ALIBABA_CLOUD_IMDSV1_DISABLED</c> is.
    /// </summary>
    public EcsRamRoleCredentialsProvider()
        : this(CredentialsSurroundings.OfThisProcess())
    {
    }

    /// <summary>Creates a provider of one role, whatever the environment says.</summary>
    /// <param name="roleName">The role; <see langword="null"/> to ask the service for it.</param>
    /// <param name="allowVersion1">Whether version 1 of the service, which asks for no token, may be used where version 2 is not there.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentException"><paramref name="roleName"/> is empty or blank.</exception>
    public EcsRamRoleCredentialsProvider(string? roleName, bool allowVersion1 = true, TimeProvider? timeProvider = null)
        : this(CredentialsSurroundings.OfThisProcess(timeProvider), surroundings => new EcsMetadata(surroundings, roleName, allowVersion1)) =>
        CredentialsSurroundings.ThrowIfBlank(roleName, nameof(roleName));

    internal EcsRamRoleCredentialsProvider(CredentialsSurroundings surroundings)
        : this(surroundings, FromEnvironment)
    {
    }

    private EcsRamRoleCredentialsProvider(CredentialsSurroundings surroundings, Func<CredentialsSurroundings, EcsMetadata> metadata)
    {
        _surroundings = surroundings;
        _rotating = new(
            cancellationToken => new(metadata(surroundings).FetchAsync(cancellationToken)),
            $"the RAM role of the ECS instance ({nameof(EcsRamRoleCredentialsProvider)})",
            surroundings.Clock);
    }

    /// <summary>Whether somebody named a role: only then is it certain that this is an ECS instance.</summary>
    internal bool IsConfigured => IsEnabled && _surroundings.Read(CredentialsVariables.EcsMetadata) is not null;

    internal bool IsEnabled => !_surroundings.IsTrue(CredentialsVariables.EcsMetadataDisabled);

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// It is switched off, there is no metadata service or no role, or the service fails, and there are no old credentials that still hold.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => _rotating.GetCredentialsAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _rotating.Invalidate(rejected);

    private static EcsMetadata FromEnvironment(CredentialsSurroundings surroundings) => surroundings.IsTrue(CredentialsVariables.EcsMetadataDisabled)
        ? throw new LogServiceAuthenticationException($"The metadata service is switched off by {CredentialsVariables.EcsMetadataDisabled}.")
        : new EcsMetadata(surroundings, surroundings.Read(CredentialsVariables.EcsMetadata), allowVersion1: !surroundings.IsTrue(CredentialsVariables.ImdsV1Disabled));
}
