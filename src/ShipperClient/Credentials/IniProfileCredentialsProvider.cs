using ShipperClient.Internal.Credentials;
using ShipperClient.Internal.Credentials.Sources;

namespace ShipperClient;

/// <summary>
/// Reads the credentials of a section of <c>~/.alibabacloud/credentials.ini</c> or, if that does not exist, of <c>~/.alibabacloud/credentials</c>.
/// The types access_key, sts, ecs_ram_role, ram_role_arn, oidc_role_arn and credentials_uri are supported.
/// </summary>
/// <remarks>
/// The credentials are cached and renewed as by a <see cref="RotatingCredentialsProvider"/>; the file, of at most 64 KiB, is read again for each
/// fetch. A key that does not expire is kept until the service reports it as expired.
/// </remarks>
public sealed class IniProfileCredentialsProvider : ILogServiceCredentialsProvider, IContextualCredentialsProvider
{
    private readonly CredentialsContext _context;
    private readonly Func<string?> _file;
    private readonly RotatingCredentialsProvider _rotating;

    /// <summary>
    /// Initializes a new instance of the <see cref="IniProfileCredentialsProvider"/> class with the section that <c>ALIBABA_CLOUD_PROFILE</c> names, or else
    /// <c>default</c>, of the file that <c>ALIBABA_CLOUD_CREDENTIALS_FILE</c> names, or else the one in the home folder.
    /// </summary>
    public IniProfileCredentialsProvider()
        : this(CredentialsContext.FromProcess())
    {
    }

    /// <summary>Initializes a new instance of the <see cref="IniProfileCredentialsProvider"/> class with a section.</summary>
    /// <param name="section">The section; <see langword="null"/> for <c>default</c>.</param>
    /// <param name="file">The file; <see langword="null"/> for the one in the home folder.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system clock.</param>
    /// <exception cref="ArgumentException"><paramref name="section"/> or <paramref name="file"/> is empty or blank.</exception>
    public IniProfileCredentialsProvider(string? section, string? file = null, TimeProvider? timeProvider = null)
        : this(CredentialsContext.FromProcess(timeProvider), context => file ?? InHome(context), _ => section)
    {
        CredentialsContext.ThrowIfBlank(section, nameof(section));
        CredentialsContext.ThrowIfBlank(file, nameof(file));
    }

    internal IniProfileCredentialsProvider(CredentialsContext context)
        : this(
            context,
            static context => context.Read(CredentialsVariables.CredentialsFile) ?? InHome(context),
            static context => context.Read(CredentialsVariables.Profile))
    {
    }

    private IniProfileCredentialsProvider(CredentialsContext context, Func<CredentialsContext, string?> file, Func<CredentialsContext, string?> section)
    {
        _context = context;
        _file = () => file(context);
        _rotating = new(
            cancellationToken => new(IniProfileFile.FetchAsync(
                _file() ?? throw IniProfileFile.NoFile(section(context)),
                section(context),
                context,
                cancellationToken)),
            $"the credentials file ({nameof(IniProfileCredentialsProvider)})",
            context.Clock);
    }

    /// <summary>Gets a value indicating whether there is a file; one that a variable names counts even if it does not exist, since that is a mistake to report.</summary>
    internal bool HasFile => _file() is not null;

    CredentialsContext IContextualCredentialsProvider.Context => _context;

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// The file or the section does not exist or cannot be read, the section lacks a key or has a type that is not supported, or the service that it names fails.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => _rotating.GetCredentialsAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _rotating.Invalidate(rejected);

    private static string? InHome(CredentialsContext context) =>
        context.InHome(".alibabacloud", "credentials.ini") is { } ini && File.Exists(ini) ? ini
        : context.InHome(".alibabacloud", "credentials") is { } plain && File.Exists(plain) ? plain
        : null;
}
