using Microsoft.Extensions.Options;
using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Commands;

/// <summary>The exit codes; docs/cli.md and the help list the same.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Tasks failed again, batches were not taken, or more failed than --fail-over allows.</summary>
    public const int Failed = 1;

    public const int Usage = 2;
    public const int NotFound = 3;
    public const int Credentials = 4;
    public const int Unavailable = 5;
    public const int Interrupted = 130;

    public static int From(Exception exception) => exception switch
    {
        OperationCanceledException => Interrupted,
        UsageException or ArgumentException or OptionsValidationException or LogServiceInvalidRequestException => Usage,
        LogServiceNotFoundException => NotFound,
        LogServiceAuthenticationException => Credentials,
        // The response is not of the service as documented: a proxy or a sign-in page answers.
        LogServiceThrottledException or LogServiceUnavailableException or LogServiceProtocolException => Unavailable,
        _ => Failed,
    };
}
