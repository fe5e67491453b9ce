namespace ShipperClient;

/// <summary>
/// Credentials from the environment variables that Alibaba Cloud's tools share (specification, "Credentials"):
/// <c>ALIBABA_CLOUD_ACCESS_KEY_ID</c>, <c>ALIBABA_CLOUD_ACCESS_KEY_SECRET</c> and, for a temporary key, <c>ALIBABA_CLOUD_SECURITY_TOKEN</c>.
/// </summary>
/// <remarks>The variables are read anew for every attempt, so a process that renews them is followed.</remarks>
public sealed class EnvironmentCredentialsProvider : ILogServiceCredentialsProvider
{
    private const string IdVariable = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    private const string SecretVariable = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
    private const string TokenVariable = "ALIBABA_CLOUD_SECURITY_TOKEN";

    private readonly Func<string, string?> _read;

    /// <summary>Creates a provider that reads the environment of this process.</summary>
    public EnvironmentCredentialsProvider()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    internal EnvironmentCredentialsProvider(Func<string, string?> read) => _read = read;

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">A variable is not set, or its value cannot be sent; the message names it.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var id = Required(IdVariable);
        var secret = Required(SecretVariable);
        try
        {
            return new(new LogServiceCredentials(id, secret, _read(TokenVariable)));
        }
        catch (ArgumentException exception)
        {
            throw new LogServiceAuthenticationException(
                $"The credentials in the environment ({IdVariable}, {SecretVariable}, {TokenVariable}) cannot be used: {exception.Message}", exception);
        }
    }

    private string Required(string variable) => _read(variable) is { } value && !string.IsNullOrWhiteSpace(value)
        ? value
        : throw new LogServiceAuthenticationException(
            $"No credentials in the environment: {variable} is not set. Set {IdVariable} and {SecretVariable} (and {TokenVariable} for a temporary key), "
            + "or give the client another provider (LogServiceClientOptions.Credentials).");
}
