namespace ShipperClient.Cli.Reports;

/// <summary>Observes when the service last answered, and what time it said it was.</summary>
internal sealed class ServiceResponses(TimeProvider clock)
{
    private const string ServiceTimeHeader = "x-log-time";

    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>The service's time of the last response, in whole seconds.</summary>
    public DateTimeOffset? ServiceTime { get; private set; }

    public DelegatingHandler CreateHandler() => new Handler(this);

    private void Observe(HttpResponseMessage response)
    {
        ReceivedAt = clock.GetUtcNow();
        ServiceTime = response.Headers.TryGetValues(ServiceTimeHeader, out var values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : response.Headers.Date;
    }

    private sealed class Handler(ServiceResponses responses) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            responses.Observe(response);
            return response;
        }
    }
}
