using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Worker.Health;
using ShipperClient.Worker.Status;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the addresses at which the retry worker shows how it is.</summary>
public static class ShipperRetryWorkerEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps <c>/healthz/live</c> (the process responds), <c>/healthz/ready</c> (every shipper has had its first pass), <c>/healthz</c> (the health of the shippers), and
    /// <c>/status</c> (JSON, and a page for a browser).
    /// </summary>
    /// <remarks>The status names shippers and shows messages of the service. It asks for no credentials: bind the host to loopback, or protect the address.</remarks>
    /// <param name="endpoints">The endpoints to add to.</param>
    /// <returns><paramref name="endpoints"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> is <see langword="null"/>.</exception>
    public static IEndpointRouteBuilder MapShipperRetryWorker(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = static _ => false });
        endpoints.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = static check => check.Name == ReadyHealthCheck.Name });
        endpoints.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = static check => check.Name == ShippersHealthCheck.Name });
        endpoints.MapGet("/status", (Delegate)ShowStatusAsync); // as a request delegate its result would be dropped
        return endpoints;
    }

    private static async Task<IResult> ShowStatusAsync(HttpContext context)
    {
        try
        {
            var status = await context.RequestServices.GetRequiredService<StatusReader>().ReadAsync(context.RequestAborted).ConfigureAwait(false);
            return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
                ? Results.Text(StatusPage.Render(status), "text/html; charset=utf-8")
                : Results.Json(status, StatusJson.Default.WorkerStatus);
        }
        catch (DbException)
        {
            return Results.Text("The database of the fleet cannot be reached.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
