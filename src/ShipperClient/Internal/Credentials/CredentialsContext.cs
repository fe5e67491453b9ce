namespace ShipperClient.Internal.Credentials;

/// <summary>What the sources of credentials read: the environment variables, the home folder, the addresses of the services and the clock. Tests bring their own.</summary>
internal sealed class CredentialsContext(Func<string, string?> read, string? home, TimeProvider clock)
{
    /// <summary>Gets the address of the metadata service, which is the same on every ECS instance.</summary>
    public Uri MetadataAddress { get; init; } = new("http://100.100.100.200/");

    /// <summary>Gets the address of the STS; <see langword="null"/> for the one that the region determines.</summary>
    public Uri? StsAddress { get; init; }

    /// <summary>Gets or sets what receives warnings.</summary>
    public CredentialsWarnings? Warnings { get; set; }

    public TimeProvider Clock => clock;

    public static CredentialsContext FromProcess(TimeProvider? clock = null) => new(
        Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), clock ?? TimeProvider.System);

    /// <summary>Gets the value of a variable as it is.</summary>
    public string? ReadVerbatim(string variable) => read(variable);

    /// <summary>Gets the value of a variable; <see langword="null"/> if it is not set or blank, since a container's description unsets a variable that way.</summary>
    /// <exception cref="LogServiceAuthenticationException">The value has quotes around it.</exception>
    public string? Read(string variable) => Unquoted(variable, read(variable)) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    public bool IsTrue(string variable) => IsTrueText(Read(variable));

    public static bool IsTrueText(string? text) => text?.Trim() is { } value && (value.Equals("true", StringComparison.OrdinalIgnoreCase) || value == "1");

    /// <summary>Refuses a value with quotes around it, which are part of the value in an environment variable.</summary>
    /// <exception cref="LogServiceAuthenticationException">The value has quotes around it; the message names the variable.</exception>
    public static string? Unquoted(string variable, string? value) => value is not null && Quotes.Surround(value)
        ? throw new LogServiceAuthenticationException($"{variable} has quotes around it. Remove them: an environment variable keeps them as a part of its value.")
        : value;

    /// <summary>Gets the path of a file in the home folder; <see langword="null"/> if there is no home folder, since anyone could have written a path relative to the working folder.</summary>
    public string? InHome(string folder, string file) => string.IsNullOrEmpty(home) ? null : Path.Combine(home, folder, file);

    /// <summary>Refuses an optional argument that is given but blank.</summary>
    public static void ThrowIfBlank(string? argument, string parameter)
    {
        if (argument is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(argument, parameter);
        }
    }
}
