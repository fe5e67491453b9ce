using ShipperClient.Internal.Credentials;

namespace ShipperClient;

/// <summary>Searches the sources that Alibaba Cloud's clients search, in the same order, and uses the first one that is configured.</summary>
/// <remarks>
/// <list type="number">
/// <item><description><see cref="EnvironmentCredentialsProvider"/>, if <c>ALIBABA_CLOUD_ACCESS_KEY_ID</c> or <c>ALIBABA_CLOUD_ACCESS_KEY_SECRET</c> is set.</description></item>
/// <item><description><see cref="OidcCredentialsProvider"/>, if <c>ALIBABA_CLOUD_ROLE_ARN</c>, <c>ALIBABA_CLOUD_OIDC_PROVIDER_ARN</c> and <c>ALIBABA_CLOUD_OIDC_TOKEN_FILE</c> are set.</description></item>
/// <item><description><see cref="CliProfileCredentialsProvider"/>, if <c>~/.aliyun/config.json</c> exists and <c>ALIBABA_CLOUD_CLI_PROFILE_DISABLED</c> is not true.</description></item>
/// <item><description><see cref="IniProfileCredentialsProvider"/>, if <c>ALIBABA_CLOUD_CREDENTIALS_FILE</c> is set, or <c>~/.alibabacloud/credentials.ini</c> or <c>credentials</c> exists.</description></item>
/// <item><description><see cref="EcsRamRoleCredentialsProvider"/>, unless <c>ALIBABA_CLOUD_ECS_METADATA_DISABLED</c> is true.</description></item>
/// <item><description><see cref="CredentialsUriProvider"/>, if <c>ALIBABA_CLOUD_CREDENTIALS_URI</c> is set.</description></item>
/// </list>
/// <para>
/// A source that is configured and fails causes an error that names it: other credentials would have other rights than the intended ones. An ECS instance is
/// configured if <c>ALIBABA_CLOUD_ECS_METADATA</c> names its role; otherwise it is tried, and the search continues if there is no metadata service or no role.
/// </para>
/// <para>The provider keeps the source that it finds. If it finds none, the next request searches again.</para>
/// </remarks>
public sealed class DefaultCredentialsProvider : ILogServiceCredentialsProvider
{
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

    internal DefaultCredentialsProvider(CredentialsContext context) => _sources = CredentialsChain.Create(context);

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
        LogServiceAuthenticationException? unavailable = null;
        foreach (var source in _sources)
        {
            if (source.IsConfigured())
            {
                _chosen = source.Provider;
                return await source.Provider.GetCredentialsAsync(cancellationToken).ConfigureAwait(false);
            }

            if (source.CanProbe())
            {
                try
                {
                    var credentials = await source.Provider.GetCredentialsAsync(cancellationToken).ConfigureAwait(false);
                    _chosen = source.Provider;
                    return credentials;
                }
                catch (LogServiceAuthenticationException exception) when (exception.IsSourceUnavailable)
                {
                    unavailable = exception;
                }
            }
        }

        throw new LogServiceAuthenticationException(
            $"No credentials are configured. Configure one of these, or give the client another provider (LogServiceClientOptions.Credentials): "
            + $"{string.Join("; ", _sources.Select(static source => source.SetupHint))}."
            + (unavailable is null ? "" : $" Also tried: {unavailable.Message}"),
            unavailable);
    }
}
