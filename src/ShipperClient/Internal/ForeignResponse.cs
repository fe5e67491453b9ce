namespace ShipperClient.Internal;

/// <summary>Recognizes .NET's exceptions for a response that is not HTTP. They quote it, and it may quote the request or be what was to be kept secret.</summary>
internal static class ForeignResponse
{
    /// <summary>Whether an exception, or one inside it, quotes a response.</summary>
    public static bool IsQuotedBy(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (current is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
            {
                return true;
            }
        }

        return false;
    }
}
