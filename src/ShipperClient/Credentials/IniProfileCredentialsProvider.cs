using ShipperClient.Internal.Credentials;

namespace ShipperClient;

/// <summary>
/// Credentials of a section of <c>~/.alibabacloud/credentials.ini</c> or, where that does not exist, <c>~/.alibabacloud/credentials</c> (specification,
/// "Credentials", 4). The types access_key, sts, ecs_ram_role, ram_role_arn, oidc_role_arn and credentials_uri are supported.
/// </summary>
/// <remarks>
/// Cached and renewed as by a <see cref="RotatingCredentialsProvider"/>; the file is read anew for each fetch, and may have 64 KiB. A key that does not
/// expire is kept until the service refuses it as expired.
/// </remarks>
public sealed class IniProfileCredentialsProvider : ILogServiceCredentialsProvider
{
    private readonly Func<string?> _file;
    private readonly RotatingCredentialsProvider _rotating;

    /// <summary>
    /// Creates a provider of the section that <c>ALIBABA_CLOUD_PROFILE</c> names, or else of <c>default</c>; <c>ALIBABA_CLOUD_CREDENTIALS_FILE</c>, where
    /// it is set, names the file.
    /// </summary>
    public IniProfileCredentialsProvider()
        : this(CredentialsSurroundings.OfThisProcess())
    {
    }

    /// <summary>Creates a provider of one section.</summary>
    /// <param name="section">The section; <see langword="null"/> for <c>default</c>.</param>
    /// <param name="file">The file; <see langword="null"/> for the one in the home folder.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentException"><paramref name="section"/> or <paramref name="file"/> is empty or blank.</exception>
    public IniProfileCredentialsProvider(string? section, string? file = null, TimeProvider? timeProvider = null)
        : this(CredentialsSurroundings.OfThisProcess(timeProvider), surroundings => file ?? InHome(surroundings), _ => section)
    {
        CredentialsSurroundings.ThrowIfBlank(section, nameof(section));
        CredentialsSurroundings.ThrowIfBlank(file, nameof(file));
    }

    internal IniProfileCredentialsProvider(CredentialsSurroundings surroundings)
        : this(
            surroundings,
            static surroundings => surroundings.Read(CredentialsVariables.CredentialsFile) ?? InHome(surroundings),
            static surroundings => surroundings.Read(CredentialsVariables.Profile))
    {
    }

    private IniProfileCredentialsProvider(CredentialsSurroundings surroundings, Func<CredentialsSurroundings, string?> file, Func<CredentialsSurroundings, string?> section)
    {
        _file = () => file(surroundings);
        _rotating = new(
            cancellationToken => new(IniProfileFile.FetchAsync(
                _file() ?? throw new LogServiceAuthenticationException(
                    $"There is no file credentials.ini or credentials in the folder .alibabacloud of the home folder. Make one, or name it ({CredentialsVariables.CredentialsFile})."),
                section(surroundings),
                surroundings,
                cancellationToken)),
            $"the credentials file ({nameof(IniProfileCredentialsProvider)})",
            surroundings.Clock);
    }

    /// <summary>A file that a variable names counts also where it does not exist: then that is the mistake to tell.</summary>
    internal bool IsConfigured => _file() is not null;

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// The file or the section does not exist or cannot be read, lacks a key, has a type that is not supported, or the service that it names fails.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => _rotating.GetCredentialsAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _rotating.Invalidate(rejected);

    private static string? InHome(CredentialsSurroundings surroundings) =>
        surroundings.InHome(".alibabacloud", "credentials.ini") is { } ini && File.Exists(ini) ? ini
        : surroundings.InHome(".alibabacloud", "credentials") is { } plain && File.Exists(plain) ? plain
        : null;
}
