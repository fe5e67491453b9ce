namespace ShipperClient.Internal.Credentials;

/// <summary>Where credentials come from: the environment variables, the home folder, the addresses and the clock. Tests bring their own.</summary>
internal sealed class CredentialsSurroundings(Func<string, string?> read, string? home, TimeProvider clock)
{
    /// <summary>Where an ECS instance finds its metadata: one address, the same on each of them (specification, "Credentials", 5).</summary>
    public Uri MetadataAddress { get; init; } = new("http://100.100.100.200/");

    /// <summary>Where the STS is, instead of the address that its region tells.</summary>
    public Uri? StsAddress { get; init; }

    public TimeProvider Clock => clock;

    public static CredentialsSurroundings OfThisProcess(TimeProvider? clock = null) => new(
        Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), clock ?? TimeProvider.System);

    /// <summary>A variable's value; <see langword="null"/> where it is not set or blank: that is how a container's description unsets one.</summary>
    public string? Read(string variable) => read(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    public bool IsTrue(string variable) => Read(variable)?.Trim() is { } value && (value.Equals("true", StringComparison.OrdinalIgnoreCase) || value == "1");

    /// <summary>A file in the home folder; <see langword="null"/> where there is no such folder: a path from the working folder would be anybody's.</summary>
    public string? InHome(string folder, string file) => string.IsNullOrEmpty(home) ? null : Path.Combine(home, folder, file);

    /// <summary>For arguments that may be left out: an empty one is a mistake, not an absent one.</summary>
    public static void ThrowIfBlank(string? argument, string parameter)
    {
        if (argument is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(argument, parameter);
        }
    }
}
