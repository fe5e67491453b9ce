using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Settings;

/// <summary>Selects the credentials of a command: the profile that is named, the environment, or the sources of Alibaba Cloud's own clients.</summary>
internal static class CredentialsSelection
{
    private const string CredentialsFile = "ALIBABA_CLOUD_CREDENTIALS_FILE";

    // Setting one of these is a choice.
    private static readonly string[] Choosing =
    [
        "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_ROLE_ARN", "ALIBABA_CLOUD_PROFILE",
        CredentialsFile, "ALIBABA_CLOUD_ECS_METADATA", "ALIBABA_CLOUD_CREDENTIALS_URI",
    ];

    /// <summary>The provider, and its name for people.</summary>
    /// <param name="endpoint">The endpoint as the client reads it.</param>
    /// <param name="namedProfile">The profile that the command line names.</param>
    /// <param name="configuredProfile">The profile that the configuration file names.</param>
    /// <param name="clock">The clock.</param>
    public static (ILogServiceCredentialsProvider Provider, string Source) For(Uri? endpoint, string? namedProfile, string? configuredProfile, TimeProvider clock)
    {
        if (namedProfile is not null)
        {
            return (FromProfile(namedProfile, clock), Strings.Get("CredentialsProfileOption", namedProfile));
        }

        if (Array.Find(Choosing, IsSet) is { } variable)
        {
            return (new DefaultCredentialsProvider(clock), Strings.Get("CredentialsEnvironment", variable));
        }

        if (configuredProfile is not null)
        {
            return (FromProfile(configuredProfile, clock), Strings.Get("CredentialsProfileFile", configuredProfile));
        }

        // Log Service has no loopback address. There is the emulator, or a tunnel, which must not get a key that the user did not choose for it.
        return endpoint is { IsLoopback: true }
            ? (new StaticCredentialsProvider(EmulatorCredentials.AccessKeyId, EmulatorCredentials.AccessKeySecret), Strings.Get("CredentialsEmulator"))
            : (new DefaultCredentialsProvider(clock), Strings.Get("CredentialsDefault"));
    }

    // The file of the Alibaba Cloud CLI if it exists, unless the environment names another.
    private static ILogServiceCredentialsProvider FromProfile(string profile, TimeProvider clock)
    {
        var file = Environment.GetEnvironmentVariable(CredentialsFile) is { Length: > 0 } named ? named : null;
        var cliFile = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aliyun", "config.json");
        return file is null && File.Exists(cliFile)
            ? new CliProfileCredentialsProvider(profile, timeProvider: clock)
            : new IniProfileCredentialsProvider(profile, file, clock);
    }

    private static bool IsSet(string variable) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable));
}
