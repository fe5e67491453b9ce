using ShipperClient.Internal.Credentials;
using ShipperClient.Internal.Credentials.Sources;

namespace ShipperClient;

/// <summary>
/// Gets credentials from an address that responds to a GET with <c>{"Code":"Success","AccessKeyId","AccessKeySecret","SecurityToken","Expiration"}</c>.
/// </summary>
/// <remarks>
/// The credentials are cached and renewed as by a <see cref="RotatingCredentialsProvider"/>. Connecting may take 5 seconds and the whole request 8;
/// the response may have 64 KiB. Messages contain only the host of the address, since user, path and query may be secret.
/// </remarks>
public sealed class CredentialsUriProvider : ILogServiceCredentialsProvider, IContextualCredentialsProvider
{
    private readonly CredentialsContext _context;
    private readonly RotatingCredentialsProvider _rotating;

    /// <summary>Initializes a new instance of the <see cref="CredentialsUriProvider"/> class with the address in the environment variable <c>ALIBABA_CLOUD_CREDENTIALS_URI</c>.</summary>
    public CredentialsUriProvider()
        : this(CredentialsContext.FromProcess())
    {
    }

    /// <summary>Initializes a new instance of the <see cref="CredentialsUriProvider"/> class with an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system clock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="address"/> is not an absolute http or https URI.</exception>
    public CredentialsUriProvider(Uri address, TimeProvider? timeProvider = null)
        : this(CredentialsContext.FromProcess(timeProvider), _ => address.AbsoluteUri)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw new ArgumentException("The address must be an absolute http or https URI, such as http://127.0.0.1:8080/credentials.", nameof(address));
        }
    }

    internal CredentialsUriProvider(CredentialsContext context)
        : this(context, static context => context.Read(CredentialsVariables.CredentialsUri)
            ?? throw new LogServiceAuthenticationException($"{CredentialsVariables.CredentialsUri} is not set. Set it, such as to http://127.0.0.1:8080/credentials."))
    {
    }

    private CredentialsUriProvider(CredentialsContext context, Func<CredentialsContext, string> address)
    {
        _context = context;
        _rotating = new(
            cancellationToken => new(new CredentialsUriClient(context, address(context)).FetchAsync(cancellationToken)),
            $"the credentials URI ({nameof(CredentialsUriProvider)})",
            context.Clock);
    }

    internal bool IsConfigured => _context.Read(CredentialsVariables.CredentialsUri) is not null;

    CredentialsContext IContextualCredentialsProvider.Context => _context;

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// The variable is not set, or the address cannot be reached or does not return credentials, and there are no previous credentials that are still valid.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => _rotating.GetCredentialsAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _rotating.Invalidate(rejected);
}
