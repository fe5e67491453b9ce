namespace ShipperClient.Cli.Texts;

/// <summary>An error in a word or two, for a table.</summary>
internal static class ErrorWord
{
    public static string Format(LogServiceException exception) => exception switch
    {
        LogServiceNotFoundException => "not found",
        LogServiceAuthenticationException => "access denied",
        LogServiceThrottledException => "throttled",
        LogServiceUnavailableException => "unavailable",
        LogServiceInvalidRequestException => "refused",
        _ => "unexpected response",
    };
}
