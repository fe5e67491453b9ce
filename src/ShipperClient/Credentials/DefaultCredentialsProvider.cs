using ShipperClient.Internal.Credentials;

namespace ShipperClient;

/// <summary>Looks for credentials where Alibaba Cloud's clients do, in their order (specification, "Credentials"); the first place that is configured is used.</summary>
/// <remarks>
/// <list type="number">
/// <item><description><see cref="EnvironmentCredentialsProvider"/>, where <c>ALIBABA_CLOUD_ACCESS_KEY_ID</c> or <c>ALIBABA_CLOUD_ACCESS_KEY_SECRET</c> is set.</description></item>
/// <item><description><see cref="OidcCredentialsProvider"/>, where <c>ALIBABA_CLOUD_ROLE_ARN</c>, <c>ALIBABA_CLOUD_OIDC_PROVIDER_ARN</c> and <c>ALIBABA_CLOUD_OIDC_TOKEN_FILE</c> are set.</description></item>
/// <item><description><see cref="CliProfileCredentialsProvider"/>, where <c>~/.aliyun/config.json</c> exists and <c>ALIBABA_CLOUD_CLI_PROFILE_DISABLED</c> is not true.</description></item>
/// <item><description><see cref="IniProfileCredentialsProvider"/>, where <c>ALIBABA_CLOUD_CREDENTIALS_FILE</c> is set, or <c>~/.alibabacloud/credentials.ini</c> or <c>credentials</c> exists.</description></item>
/// <item><description><see cref="EcsRamRoleCredentialsProvider"/>, unless <c>ALIBABA_CLOUD_ECS_METADATA_DISABLED</c> is true.</description></item>
/// <item><description><see cref="CredentialsUriProvider"/>, where <c>ALIBABA_CLOUD_CREDENTIALS_URI</c> is set.</description></item>
/// </list>
/// <para>
/// A place that is configured and fails is an error that names it: going on would use other rights than those that were meant. The ECS instance alone
/// has no such sign unless <c>ALIBABA_CLOUD_ECS_METADATA</c> names its role; without that it is tried, and where there is no metadata service or no
/// role the search goes on.
/// </para>
/// <para>What was found is kept. Where nothing was, the next request looks again.</para>
/// </remarks>
public sealed class DefaultCredentialsProvider : ILogServiceCredentialsProvider
{
    private readonly CredentialsLink[] _chain;
    private volatile ILogServiceCredentialsProvider? _chosen;

    /// <summary>Creates a provider that looks in the environment and the home folder of this process.</summary>
    public DefaultCredentialsProvider()
        : this(CredentialsSurroundings.OfThisProcess())
    {
    }

    /// <summary>Creates a provider that looks in the environment and the home folder of this process, and goes by a clock.</summary>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    public DefaultCredentialsProvider(TimeProvider? timeProvider)
        : this(CredentialsSurroundings.OfThisProcess(timeProvider))
    {
    }

    internal DefaultCredentialsProvider(CredentialsSurroundings surroundings) => _chain = CredentialsChain.Of(surroundings);

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// The place that is configured fails, and the message names it; or none is configured, and the message tells how to configure each.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested
        ? ValueTask.FromCanceled<LogServiceCredentials>(cancellationToken)
        : _chosen?.GetCredentialsAsync(cancellationToken) ?? SearchAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _chosen?.Invalidate(rejected);

    private async ValueTask<LogServiceCredentials> SearchAsync(CancellationToken cancellationToken)
    {
        LogServiceAuthenticationException? tried = null;
        foreach (var link in _chain)
        {
            if (link.IsConfigured())
            {
                _chosen = link.Provider;
                return await link.Provider.GetCredentialsAsync(cancellationToken).ConfigureAwait(false);
            }

            if (link.IsWorthATry())
            {
                try
                {
                    var credentials = await link.Provider.GetCredentialsAsync(cancellationToken).ConfigureAwait(false);
                    _chosen = link.Provider;
                    return credentials;
                }
                catch (LogServiceAuthenticationException exception) when (exception.NothingThere)
                {
                    tried = exception;
                }
            }
        }

        throw new LogServiceAuthenticationException(
            $"No credentials are configured. Configure one of these, or give the client another provider (LogServiceClientOptions.Credentials): "
            + $"{string.Join("; ", _chain.Select(static link => link.HowTo))}."
            + (tried is null ? "" : $" What was tried: {tried.Message}"),
            tried);
    }
}
