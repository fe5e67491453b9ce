namespace ShipperClient.Cli.Errors;

/// <summary>An error in a word or two, where a table has no room for its line.</summary>
internal static class ErrorWord
{
    public static string Of(LogServiceException exception) => exception switch
    {
        LogServiceNotFoundException => "not found",
        LogServiceThrottledException => "throttled",
        LogServiceUnavailableException => "unavailable",
        LogServiceInvalidRequestException => "refused",
        _ => "unexpected reply",
    };
}
