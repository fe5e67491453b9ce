using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;

namespace ShipperClient.Worker.Configuration;

/// <summary>Reads the sections of the worker, and finds every setting that would silently do nothing; the client does that for its own section.</summary>
internal static class WorkerConfiguration
{
    // What .NET's host and web host read, and the sections of this worker and its client.
    private static readonly string[] KnownRoots =
        ["LogService", RetryWorkerOptions.Section, FleetOptions.Section, "Logging", "Kestrel", "AllowedHosts", "urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName"];

    public static void Read(IConfiguration configuration, FleetOptions options) => options.Read(new SettingsReader(configuration.GetSection(FleetOptions.Section), options.Mistakes));

    public static void Read(IConfiguration configuration, RetryWorkerOptions options)
    {
        options.Read(new SettingsReader(configuration.GetSection(RetryWorkerOptions.Section), options.Mistakes));
        options.Mistakes.AddRange(UnknownArguments(configuration));
    }

    // Environment variables are many, and not the worker's; what is on the command line is meant for it.
    private static IEnumerable<string> UnknownArguments(IConfiguration configuration)
    {
        if (configuration is not IConfigurationRoot root)
        {
            return [];
        }

        var arguments = root.Providers.OfType<CommandLineConfigurationProvider>().SelectMany(static provider => provider.GetChildKeys([], parentPath: null));
        var others = root.Providers.Where(static provider => provider is not CommandLineConfigurationProvider).SelectMany(static provider => provider.GetChildKeys([], parentPath: null));
        return arguments.Except(KnownRoots.Concat(others), StringComparer.OrdinalIgnoreCase).Select(static name => $"{name} is not a setting.{SettingNames.Suggest(name, KnownRoots)}");
    }
}
