namespace ShipperClient.Testing.Internal.Clients;

/// <summary>What points a client at the fake, as options and as configuration.</summary>
internal sealed class ClientSettings(Uri address, LogServiceCredentials credentials, string? region, TimeProvider timeProvider)
{
    // For clients that sign with v4: the address of the fake names no region.
    private const string DefaultRegion = "cn-hangzhou";

    // A test that advances its clock while a call is in progress must not run the call into a time-out. This is the longest one that a client accepts.
    private static readonly TimeSpan ControlledTimeout = TimeSpan.FromHours(1);

    private readonly string _endpoint = address.GetLeftPart(UriPartial.Authority);
    private readonly string _region = region ?? DefaultRegion;
    private readonly bool _isClockControlled = timeProvider != TimeProvider.System;

    public void ApplyTo(LogServiceClientOptions options)
    {
        options.Endpoint = _endpoint;
        options.Credentials = new StaticCredentialsProvider(credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken);
        options.Region = _region;
        options.RetryDelay = TimeSpan.Zero;
        options.TimeProvider = timeProvider;
        if (_isClockControlled)
        {
            options.AttemptTimeout = options.TotalTimeout = ControlledTimeout;
        }
    }

    /// <summary>Returns the settings as configuration, except the clock, which cannot be configured.</summary>
    public IReadOnlyDictionary<string, string?> ToConfiguration(string section)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [$"{section}:Endpoint"] = _endpoint,
            [$"{section}:AccessKeyId"] = credentials.AccessKeyId,
            [$"{section}:AccessKeySecret"] = credentials.AccessKeySecret,
            [$"{section}:Region"] = _region,
            [$"{section}:RetryDelay"] = TimeSpan.Zero.ToString(),
        };
        if (credentials.SecurityToken is { } token)
        {
            values[$"{section}:SecurityToken"] = token;
        }

        if (_isClockControlled)
        {
            values[$"{section}:AttemptTimeout"] = values[$"{section}:TotalTimeout"] = ControlledTimeout.ToString();
        }

        return values;
    }
}
