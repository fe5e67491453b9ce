using System.Text.Json;

namespace ShipperClient.Benchmarks;

/// <summary>Sees every attempt of the client: tells the service which fault it is to meet, and notes the tasks that may have been retried unseen.</summary>
internal sealed class FaultHandler(SoakProcess service, Tally tally) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var ids = request.Method == HttpMethod.Put
            ? JsonSerializer.Deserialize<string[]>(await request.Content!.ReadAsStringAsync(cancellationToken))!
            : [];
        var fault = Journal.Current.Draw(ids.FirstOrDefault());
        tally.Attempted(fault);
        if (fault is not null)
        {
            request.Headers.Add(SoakFault.Header, fault.Name);
        }

        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch when (fault is null)
        {
            // Nobody planned this; whether the request was carried out is not known.
            service.MayHaveRetried(ShipperOf(request), ids);
            throw;
        }
        finally
        {
            if (fault is { IsServed: true })
            {
                service.MayHaveRetried(ShipperOf(request), ids);
            }
        }
    }

    private static string ShipperOf(HttpRequestMessage request) => request.RequestUri!.Segments[^2].TrimEnd('/');
}
