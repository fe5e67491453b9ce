namespace ShipperClient.Internal.Pipeline;

/// <summary>
/// Recognizes the handlers of Microsoft.Extensions.Http.Resilience and Microsoft.Extensions.Http.Polly, by name since the library does not use these packages.
/// Within the client's own strategies they would multiply the attempts.
/// </summary>
internal static class ApplicationResilience
{
    /// <summary>The names of the resilience handlers among others.</summary>
    public static string Find(IEnumerable<DelegatingHandler> handlers) => string.Join(", ", handlers.Where(IsResilience).Select(static handler => handler.GetType().Name));

    /// <summary>Removes the resilience handlers, and returns their names.</summary>
    public static string Remove(IList<DelegatingHandler> handlers)
    {
        var names = Find(handlers);
        for (var i = handlers.Count - 1; i >= 0; i--)
        {
            if (IsResilience(handlers[i]))
            {
                handlers.RemoveAt(i);
            }
        }

        return names;
    }

    private static bool IsResilience(DelegatingHandler handler) =>
        handler.GetType().FullName is { } name
        && (name.StartsWith("Microsoft.Extensions.Http.Resilience.", StringComparison.Ordinal) || name == "Microsoft.Extensions.Http.PolicyHttpMessageHandler");
}
