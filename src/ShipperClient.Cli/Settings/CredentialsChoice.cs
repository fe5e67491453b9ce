namespace ShipperClient.Cli.Settings;

/// <summary>Which credentials a command signs with: a profile that is named, what the environment says, or where Alibaba Cloud's clients look.</summary>
internal static class CredentialsChoice
{
    private const string CredentialsFile = "ALIBABA_CLOUD_CREDENTIALS_FILE";

    // Whoever sets one of these chose with it.
    private static readonly string[] Choosing =
    [
        "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_ROLE_ARN", "ALIBABA_CLOUD_PROFILE",
        CredentialsFile, "ALIBABA_CLOUD_ECS_METADATA", "ALIBABA_CLOUD_CREDENTIALS_URI",
    ];

    public static ILogServiceCredentialsProvider For(string? endpoint, string? namedProfile, string? configuredProfile, TimeProvider clock)
    {
        if (namedProfile is not null)
        {
            return OfProfile(namedProfile, clock);
        }

        if (Array.Exists(Choosing, IsSet))
        {
            return new DefaultCredentialsProvider(clock);
        }

        if (configuredProfile is not null)
        {
            return OfProfile(configuredProfile, clock);
        }

        // Log Service is on no loopback address. Who is there is the emulator, or a tunnel: and to that nobody's key goes unasked.
        return IsLoopback(endpoint)
            ? new StaticCredentialsProvider(EmulatorCredentials.AccessKeyId, EmulatorCredentials.AccessKeySecret)
            : new DefaultCredentialsProvider(clock);
    }

    public static bool IsLoopback(string? endpoint)
    {
        var address = endpoint?.Contains("://", StringComparison.Ordinal) == false ? "https://" + endpoint : endpoint;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;
    }

    // The file of the Alibaba Cloud CLI where there is one, unless the environment names another.
    private static ILogServiceCredentialsProvider OfProfile(string profile, TimeProvider clock)
    {
        var file = Environment.GetEnvironmentVariable(CredentialsFile) is { Length: > 0 } named ? named : null;
        var ofTheCli = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aliyun", "config.json");
        return file is null && File.Exists(ofTheCli)
            ? new CliProfileCredentialsProvider(profile, timeProvider: clock)
            : new IniProfileCredentialsProvider(profile, file, clock);
    }

    private static bool IsSet(string variable) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable));
}
