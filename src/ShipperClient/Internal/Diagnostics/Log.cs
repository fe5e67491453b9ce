using Microsoft.Extensions.Logging;

namespace ShipperClient.Internal.Diagnostics;

/// <summary>Every message that the library logs. The event ids are stable; no message carries a secret.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Attempt {Attempt} failed; the next one starts in {DelayMilliseconds:0} ms: {Reason}", EventName = "AttemptRetried")]
    public static partial void AttemptRetried(ILogger logger, int attempt, double delayMilliseconds, string reason);

    [LoggerMessage(2, LogLevel.Warning, "The service's clock is {Offset:c} ahead of this machine's; requests are dated by the service's clock from now on", EventName = "ClockSkewCorrected")]
    public static partial void ClockSkewCorrected(ILogger logger, TimeSpan offset);

    [LoggerMessage(3, LogLevel.Information, "The service refused credentials that may have expired; the provider is asked for new ones", EventName = "CredentialsRenewed")]
    public static partial void CredentialsRenewed(ILogger logger);

    /// <summary>A correction of the clock that the service refused too.</summary>
    [LoggerMessage(6, LogLevel.Warning, "The service refused a request that was dated by the clock of its own response; requests are dated by this machine's clock again", EventName = "ClockSkewCorrectionDropped")]
    public static partial void ClockSkewCorrectionDropped(ILogger logger);

    [LoggerMessage(4, LogLevel.Error, "{Operation} of {Target} failed: {Reason}", EventName = "OperationFailed")]
    public static partial void OperationFailed(ILogger logger, string operation, string target, string reason);

    /// <summary>The credentials come from another profile than a variable seems to say.</summary>
    [LoggerMessage(5, LogLevel.Warning, "The credentials come from the default profile: {Hint}", EventName = "ProfileVariableIgnored")]
    public static partial void ProfileVariableIgnored(ILogger logger, string hint);

    [LoggerMessage(
        7, LogLevel.Information, "The client does not use the resilience handlers that the application adds to all its HTTP clients ({Handlers}): it retries by itself",
        EventName = "ResilienceHandlersRemoved")]
    public static partial void ResilienceHandlersRemoved(ILogger logger, string handlers);

    [LoggerMessage(
        8, LogLevel.Warning, "Resilience handlers run within each attempt of the client ({Handlers}): if they retry, the requests multiply, because the client retries too",
        EventName = "ResilienceHandlersNested")]
    public static partial void ResilienceHandlersNested(ILogger logger, string handlers);

    [LoggerMessage(9, LogLevel.Information, "The configuration has another access key; it is used from now on", EventName = "AccessKeyReloaded")]
    public static partial void AccessKeyReloaded(ILogger logger);

    [LoggerMessage(10, LogLevel.Warning, "The access key in the configuration has changed and cannot be used, so the one before stays in use: {Reason}", EventName = "AccessKeyNotReloaded")]
    public static partial void AccessKeyNotReloaded(ILogger logger, string reason);

    [LoggerMessage(11, LogLevel.Warning, "Options have changed in the configuration that are read once: {Keys}. Restart the application to use them", EventName = "OptionsNotReloaded")]
    public static partial void OptionsNotReloaded(ILogger logger, string keys);

    [LoggerMessage(
        12, LogLevel.Warning, "Requests go to {Endpoint} over http: everyone on the way can read the security token and the data. Use https unless the whole way is yours",
        EventName = "EndpointUnencrypted")]
    public static partial void EndpointUnencrypted(ILogger logger, string endpoint);

    [LoggerMessage(13, LogLevel.Warning, "The credentials come from {Address} over http: everyone on the way can read them. Use https, or an address of this machine", EventName = "CredentialsUnencrypted")]
    public static partial void CredentialsUnencrypted(ILogger logger, string address);
}
