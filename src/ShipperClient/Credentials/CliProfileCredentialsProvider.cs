using ShipperClient.Internal.Credentials;

namespace ShipperClient;

/// <summary>
/// Credentials of a profile of the Alibaba Cloud CLI, from <c>~/.aliyun/config.json</c> (specification, "Credentials", 3). The modes AK, StsToken,
/// EcsRamRole, RamRoleArn, OIDC and CredentialsURI are supported.
/// </summary>
/// <remarks>
/// Cached and renewed as by a <see cref="RotatingCredentialsProvider"/>; the file is read anew for each fetch, and may have 64 KiB. A key that does not
/// expire is kept until the service refuses it as expired.
/// </remarks>
public sealed class CliProfileCredentialsProvider : ILogServiceCredentialsProvider
{
    private readonly CredentialsSurroundings _surroundings;
    private readonly string? _file;
    private readonly RotatingCredentialsProvider _rotating;

    /// <summary>Creates a provider of the profile that <c>ALIBABA_CLOUD_PROFILE</c> names, or else of the one that the file calls current.</summary>
    public CliProfileCredentialsProvider()
        : this(CredentialsSurroundings.OfThisProcess())
    {
    }

    /// <summary>Creates a provider of one profile.</summary>
    /// <param name="profileName">The profile; <see langword="null"/> for the one that the file calls current.</param>
    /// <param name="file">The file; <see langword="null"/> for <c>~/.aliyun/config.json</c>.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentException"><paramref name="profileName"/> or <paramref name="file"/> is empty or blank.</exception>
    public CliProfileCredentialsProvider(string? profileName, string? file = null, TimeProvider? timeProvider = null)
        : this(CredentialsSurroundings.OfThisProcess(timeProvider), file, () => profileName)
    {
        CredentialsSurroundings.ThrowIfBlank(profileName, nameof(profileName));
        CredentialsSurroundings.ThrowIfBlank(file, nameof(file));
    }

    internal CliProfileCredentialsProvider(CredentialsSurroundings surroundings)
        : this(surroundings, file: null, () => surroundings.Read(CredentialsVariables.Profile))
    {
    }

    private CliProfileCredentialsProvider(CredentialsSurroundings surroundings, string? file, Func<string?> profileName)
    {
        _surroundings = surroundings;
        _file = file ?? surroundings.InHome(".aliyun", "config.json");
        _rotating = new(
            cancellationToken => new(CliProfileFile.FetchAsync(
                _file ?? throw new LogServiceAuthenticationException("There is no home folder, and so no .aliyun/config.json in it. Name the file."), profileName(), surroundings, cancellationToken)),
            $"the Alibaba Cloud CLI's profile ({nameof(CliProfileCredentialsProvider)})",
            surroundings.Clock);
    }

    internal bool IsConfigured => !_surroundings.IsTrue(CredentialsVariables.CliProfileDisabled) && File.Exists(_file);

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// The file or the profile does not exist or cannot be read, lacks a field, has a mode that is not supported, or the service that it names fails.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => _rotating.GetCredentialsAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _rotating.Invalidate(rejected);
}
