namespace ShipperClient.Cli.Texts;

/// <summary>An error in a word or two, for a table.</summary>
internal static class ErrorWord
{
    public static string Format(LogServiceException exception) => exception switch
    {
        LogServiceNotFoundException => Strings.Get("ErrorNotFound"),
        LogServiceAuthenticationException => Strings.Get("ErrorAccessDenied"),
        LogServiceThrottledException => Strings.Get("ErrorThrottled"),
        LogServiceUnavailableException => Strings.Get("ErrorUnavailable"),
        LogServiceInvalidRequestException => Strings.Get("ErrorRefused"),
        _ => Strings.Get("ErrorUnexpected"),
    };
}
