using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Settings;

/// <summary>The options for the connection to the service.</summary>
internal sealed class ConnectionOptions
{
    private const string EndpointVariable = "SHIPPER_ENDPOINT";

    public static readonly TimeSpan LongestLookback = TimeSpan.FromHours(48);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    private readonly Option<string?> _endpoint = new("--endpoint") { HelpName = "host", Description = Strings.Get("EndpointOption", EndpointVariable) };
    private readonly Option<string?> _profile = new("--profile") { HelpName = "name", Description = Strings.Get("ProfileOption") };
    private readonly Option<string?> _signature = Choice.From(new Option<string?>("--signature") { HelpName = "v1|v4", Description = Strings.Get("SignatureOption") }, "v1", "v4");
    private readonly Option<string?> _region = new("--region") { HelpName = "region", Description = Strings.Get("RegionOption") };
    private readonly Option<TimeSpan?> _lookback = TimeOption.Create("--lookback", Strings.Get("LookbackOption"), LongestLookback);
    private readonly Option<TimeSpan?> _timeout = TimeOption.Create("--timeout", Strings.Get("TimeoutOption"), LongestTimeout);

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_endpoint, _profile, _signature, _region, _lookback, _timeout])
        {
            command.Options.Add(option);
        }

        _profile.CompletionSources.Add(static _ => ProfileNames.Read().Select(static name => new CompletionItem(name)));
        foreach (Option option in (Option[])[_endpoint, _profile, _region])
        {
            option.Validators.Add(RefuseEmpty);
        }
    }

    /// <summary>Options first, then the environment, then the file.</summary>
    public Connection Configure(LogServiceClientOptions options, ParseResult parsed, ConfigFile file, TimeProvider clock)
    {
        options.TimeProvider = clock;
        options.Endpoint = parsed.GetValue(_endpoint) ?? Variable(EndpointVariable) ?? file.Text(ConfigFile.Endpoint)
            ?? throw new UsageException(Strings.Get("EndpointMissing", EndpointVariable, ConfigFile.Endpoint, file.Path));
        options.Region = parsed.GetValue(_region) ?? file.Text(ConfigFile.Region);
        options.SignatureVersion = (parsed.GetValue(_signature) ?? file.OneOf(ConfigFile.Signature, "v1", "v4")) == "v4" ? SignatureVersion.V4 : SignatureVersion.V1;
        options.StatusLookback = parsed.GetValue(_lookback) ?? file.Time(ConfigFile.Lookback, LongestLookback) ?? options.StatusLookback;
        options.TotalTimeout = parsed.GetValue(_timeout) ?? file.Time(ConfigFile.Timeout, LongestTimeout) ?? options.TotalTimeout;
        options.AttemptTimeout = options.AttemptTimeout < options.TotalTimeout ? options.AttemptTimeout : options.TotalTimeout;
        var (credentials, source) = CredentialsSelection.For(options.GetEndpointUri(), parsed.GetValue(_profile), file.Text(ConfigFile.Profile), clock);
        options.Credentials = credentials;
        var origin = parsed.GetValue(_endpoint) is not null ? "--endpoint" : Variable(EndpointVariable) is not null ? EndpointVariable : file.Path;
        return new Connection(Strings.Get("EndpointOrigin", options.Endpoint, origin), credentials, source, options.GetEndpointUri() is { Scheme: "http", IsLoopback: false });
    }

    // An empty text comes from a variable that a script did not set.
    private static void RefuseEmpty(OptionResult result)
    {
        if (result.Tokens.Any(static token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError(Strings.Get("OptionEmpty", result.Option.Name));
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
