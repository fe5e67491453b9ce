namespace ShipperClient.Internal.Resilience;

/// <summary>The exceptions of an attempt, and of a call, that took too long: unavailable, with a <see cref="TimeoutException"/> inside.</summary>
internal static class CallErrors
{
    public static LogServiceUnavailableException Attempt(TimeSpan timeout) => new(
        string.Create(CultureInfo.InvariantCulture, $"Log Service did not answer within {timeout.TotalSeconds:0.###} s. Try again later."),
        new TimeoutException("The attempt ran out of time."))
    {
        IsTransient = true,
    };

    /// <param name="provider">Whose credentials did not come.</param>
    /// <param name="timeout">The time there was.</param>
    public static LogServiceAuthenticationException Credentials(string provider, TimeSpan timeout) => new(
        string.Create(CultureInfo.InvariantCulture, $"{provider} gave no credentials within {timeout.TotalSeconds:0.###} s, so nothing was sent. Try again later, or look at where they come from."),
        new TimeoutException("The credentials did not come in time."))
    {
        IsTransient = true,
    };

    /// <param name="timeout">The time the call had.</param>
    /// <param name="earlier">How an earlier attempt of the call ended.</param>
    public static LogServiceUnavailableException Call(TimeSpan timeout, Exception? earlier) => new(
        string.Create(CultureInfo.InvariantCulture, $"The call was not answered within {timeout.TotalSeconds:0.###} s. Try again later.")
        + (earlier is null ? "" : $" An earlier attempt ended so: {earlier.Message}"),
        new TimeoutException("The call ran out of time.", earlier))
    {
        IsTransient = true,
        StatusCode = (earlier as LogServiceException)?.StatusCode,
        ErrorCode = (earlier as LogServiceException)?.ErrorCode,
        RequestId = (earlier as LogServiceException)?.RequestId,
    };
}
