using ShipperClient.Internal.Credentials;

namespace ShipperClient;

/// <summary>
/// Reads credentials from the environment variables that Alibaba Cloud's tools share:
/// <c>ALIBABA_CLOUD_ACCESS_KEY_ID</c>, <c>ALIBABA_CLOUD_ACCESS_KEY_SECRET</c> and, for a temporary key, <c>ALIBABA_CLOUD_SECURITY_TOKEN</c>.
/// </summary>
/// <remarks>The variables are read again for every attempt, so a new value takes effect immediately.</remarks>
public sealed class EnvironmentCredentialsProvider : ILogServiceCredentialsProvider
{
    private readonly Func<string, string?> _read;

    /// <summary>Initializes a new instance of the <see cref="EnvironmentCredentialsProvider"/> class that reads the environment of this process.</summary>
    public EnvironmentCredentialsProvider()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    internal EnvironmentCredentialsProvider(Func<string, string?> read) => _read = read;

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">A variable is not set, or its value cannot be an access key; the message names it.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var id = Required(CredentialsVariables.AccessKeyId);
        var secret = Required(CredentialsVariables.AccessKeySecret);
        var token = CredentialsContext.Unquoted(CredentialsVariables.SecurityToken, _read(CredentialsVariables.SecurityToken));
        if (token is { Length: > 0 } && string.IsNullOrWhiteSpace(token))
        {
            throw new LogServiceAuthenticationException($"{CredentialsVariables.SecurityToken} contains only white space. Set it to the token, or unset it for a long-term key.");
        }

        try
        {
            return new(new LogServiceCredentials(id, secret, token));
        }
        catch (ArgumentException exception)
        {
            throw new LogServiceAuthenticationException(
                $"The credentials in the environment ({CredentialsVariables.AccessKeyId}, {CredentialsVariables.AccessKeySecret}, {CredentialsVariables.SecurityToken}) cannot be used: {exception.Message}",
                exception);
        }
    }

    private string Required(string variable) => CredentialsContext.Unquoted(variable, _read(variable)) is { } value && !string.IsNullOrWhiteSpace(value)
        ? value
        : throw new LogServiceAuthenticationException(
            $"No credentials in the environment: {variable} is not set. Set {CredentialsVariables.AccessKeyId} and {CredentialsVariables.AccessKeySecret} (and {CredentialsVariables.SecurityToken} for a temporary key), "
            + "or give the client another provider (LogServiceClientOptions.Credentials).");
}
