using ShipperClient.Internal.Credentials;
using ShipperClient.Internal.Credentials.Sources;

namespace ShipperClient;

/// <summary>
/// Reads the credentials of a profile of the Alibaba Cloud CLI from <c>~/.aliyun/config.json</c>. The modes AK, StsToken,
/// EcsRamRole, RamRoleArn, ChainableRamRoleArn, OIDC, CredentialsURI and External are supported, and CloudSSO and OAuth by the key of the last sign-in.
/// </summary>
/// <remarks>
/// <para>
/// The credentials are cached and renewed as by a <see cref="RotatingCredentialsProvider"/>; the file, of at most 64 KiB, is read again for each
/// fetch. A key that does not expire is kept until the service reports it as expired.
/// </para>
/// <para>
/// The program of the mode External runs without a shell and with the rights of this process. It may take 60 seconds; the environment variable
/// <c>ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS</c> disables it. No message shows its command or its output.
/// </para>
/// </remarks>
public sealed class CliProfileCredentialsProvider : ILogServiceCredentialsProvider, IContextualCredentialsProvider
{
    private readonly CredentialsContext _context;
    private readonly string? _file;
    private readonly RotatingCredentialsProvider _rotating;

    /// <summary>
    /// Initializes a new instance of the <see cref="CliProfileCredentialsProvider"/> class with the profile that <c>ALIBABA_CLOUD_PROFILE</c> names, or else the
    /// file's current one.
    /// </summary>
    public CliProfileCredentialsProvider()
        : this(CredentialsContext.FromProcess())
    {
    }

    /// <summary>Initializes a new instance of the <see cref="CliProfileCredentialsProvider"/> class with a profile.</summary>
    /// <param name="profileName">The profile; <see langword="null"/> for the file's current one.</param>
    /// <param name="file">The file; <see langword="null"/> for <c>~/.aliyun/config.json</c>.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system clock.</param>
    /// <exception cref="ArgumentException"><paramref name="profileName"/> or <paramref name="file"/> is empty or blank.</exception>
    public CliProfileCredentialsProvider(string? profileName, string? file = null, TimeProvider? timeProvider = null)
        : this(CredentialsContext.FromProcess(timeProvider), file, () => profileName)
    {
        CredentialsContext.ThrowIfBlank(profileName, nameof(profileName));
        CredentialsContext.ThrowIfBlank(file, nameof(file));
    }

    internal CliProfileCredentialsProvider(CredentialsContext context)
        : this(context, file: null, () => context.Read(CredentialsVariables.Profile))
    {
    }

    private CliProfileCredentialsProvider(CredentialsContext context, string? file, Func<string?> profileName)
    {
        _context = context;
        _file = file ?? context.InHome(".aliyun", "config.json");
        _rotating = new(
            cancellationToken => new(CliProfileFile.FetchAsync(
                _file ?? throw new LogServiceAuthenticationException("There is no home folder, and therefore no .aliyun/config.json in it. Specify the file."), profileName(), context, cancellationToken)),
            $"the Alibaba Cloud CLI's profile ({nameof(CliProfileCredentialsProvider)})",
            context.Clock)
        {
            FetchLimit = TimeSpan.FromSeconds(90), // a program may take 60
        };
    }

    internal bool IsEnabled => !_context.IsTrue(CredentialsVariables.CliProfileDisabled);

    internal bool HasFile => File.Exists(_file);

    CredentialsContext IContextualCredentialsProvider.Context => _context;

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// The file or the profile does not exist or cannot be read, the profile lacks a field or has a mode that is not supported, or the service that it names fails.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => _rotating.GetCredentialsAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _rotating.Invalidate(rejected);
}
