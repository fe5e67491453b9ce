using ShipperClient.Internal.Credentials;

namespace ShipperClient;

/// <summary>Searches the sources that Alibaba Cloud's clients search, in the same order, and uses the first one that is configured.</summary>
/// <remarks>
/// <list type="number">
/// <item><description><see cref="EnvironmentCredentialsProvider"/>, if <c>ALIBABA_CLOUD_ACCESS_KEY_ID</c> or <c>ALIBABA_CLOUD_ACCESS_KEY_SECRET</c> is set.</description></item>
/// <item><description><see cref="OidcCredentialsProvider"/>, if <c>ALIBABA_CLOUD_OIDC_PROVIDER_ARN</c> or <c>ALIBABA_CLOUD_OIDC_TOKEN_FILE</c> is set (both and <c>ALIBABA_CLOUD_ROLE_ARN</c> are required).</description></item>
/// <item><description><see cref="CliProfileCredentialsProvider"/>, if <c>~/.aliyun/config.json</c> has a profile with credentials and <c>ALIBABA_CLOUD_CLI_PROFILE_DISABLED</c> is not true.</description></item>
/// <item><description><see cref="IniProfileCredentialsProvider"/>, if <c>ALIBABA_CLOUD_CREDENTIALS_FILE</c> is set, or <c>~/.alibabacloud/credentials.ini</c> or <c>credentials</c> exists.</description></item>
/// <item><description><see cref="EcsRamRoleCredentialsProvider"/>, unless <c>ALIBABA_CLOUD_ECS_METADATA_DISABLED</c> is true.</description></item>
/// <item><description><see cref="CredentialsUriProvider"/>, if <c>ALIBABA_CLOUD_CREDENTIALS_URI</c> is set.</description></item>
/// </list>
/// <para>
/// A source that is configured and fails causes an error that names it: other credentials would have other rights than the intended ones. An ECS instance is
/// configured if <c>ALIBABA_CLOUD_ECS_METADATA</c> names its role; otherwise it is tried, and the search continues if there is no metadata service or no role.
/// </para>
/// <para>
/// <c>ALIBABA_CLOUD_PROFILE</c> names a profile of the CLI or a section of the credentials file. If neither has it, that is an error.
/// </para>
/// <para>The provider keeps the source that it finds. If it finds none, the next request searches again.</para>
/// </remarks>
public sealed class DefaultCredentialsProvider : ILogServiceCredentialsProvider, IContextualCredentialsProvider
{
    private readonly CredentialsContext _context;
    private readonly CredentialsSource[] _sources;
    private volatile ILogServiceCredentialsProvider? _chosen;

    /// <summary>Initializes a new instance of the <see cref="DefaultCredentialsProvider"/> class that searches the environment and the home folder of this process.</summary>
    public DefaultCredentialsProvider()
        : this(CredentialsContext.FromProcess())
    {
    }

    /// <summary>Initializes a new instance of the <see cref="DefaultCredentialsProvider"/> class that searches the environment and the home folder of this process, with a clock.</summary>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system clock.</param>
    public DefaultCredentialsProvider(TimeProvider? timeProvider)
        : this(CredentialsContext.FromProcess(timeProvider))
    {
    }

    internal DefaultCredentialsProvider(CredentialsContext context)
    {
        _context = context;
        _sources = CredentialsChain.Create(context);
    }

    CredentialsContext IContextualCredentialsProvider.Context => _context;

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// The source that is configured fails, and the message names it; or none is configured, and the message says how to configure each.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested
        ? ValueTask.FromCanceled<LogServiceCredentials>(cancellationToken)
        : _chosen?.GetCredentialsAsync(cancellationToken) ?? SearchAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _chosen?.Invalidate(rejected);

    private async ValueTask<LogServiceCredentials> SearchAsync(CancellationToken cancellationToken)
    {
        List<LogServiceAuthenticationException> unavailable = [];
        foreach (var source in _sources)
        {
            var isConfigured = source.IsConfigured();
            if (!isConfigured && !source.CanProbe())
            {
                continue;
            }

            try
            {
                var credentials = await source.Provider.GetCredentialsAsync(cancellationToken).ConfigureAwait(false);
                Choose(source.Provider);
                return credentials;
            }
            catch (LogServiceAuthenticationException exception) when (exception.IsSourceUnavailable && !isConfigured)
            {
                unavailable.Add(exception);
            }
            catch (LogServiceAuthenticationException exception) when (unavailable.Count > 0)
            {
                throw new LogServiceAuthenticationException($"{exception.Message} {Tried(unavailable)}", exception)
                {
                    StatusCode = exception.StatusCode,
                    ErrorCode = exception.ErrorCode,
                    RequestId = exception.RequestId,
                    IsTransient = exception.IsTransient,
                };
            }
        }

        throw new LogServiceAuthenticationException(
            "No credentials are configured. Configure one of these, or give the client another provider (LogServiceClientOptions.Credentials): "
            + string.Join(' ', [$"{string.Join("; ", _sources.Select(static source => source.SetupHint))}.", .. VariableSpellings.Hints(_context), Tried(unavailable)]).TrimEnd(),
            unavailable.LastOrDefault());
    }

    private void Choose(ILogServiceCredentialsProvider provider)
    {
        _chosen = provider;
        if (provider is CliProfileCredentialsProvider or IniProfileCredentialsProvider && VariableSpellings.ProfileHint(_context) is { } hint)
        {
            _context.Warnings?.ProfileIgnored(hint);
        }
    }

    private static string Tried(List<LogServiceAuthenticationException> unavailable) =>
        unavailable.Count == 0 ? "" : $"Also tried: {string.Join(' ', unavailable.Select(static exception => exception.Message))}";
}
