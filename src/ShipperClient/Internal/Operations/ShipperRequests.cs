using System.Text.Json;
using ShipperClient.Internal.Options;

namespace ShipperClient.Internal.Operations;

/// <summary>Builds the requests of the operations from arguments that <see cref="ShipperArguments"/> has checked.</summary>
internal static class ShipperRequests
{
    // GET …/tasks?from=&to=&status=&offset=&size=; the status is left out when every status is wanted.
    public static HttpRequestMessage GetShipperStatus(LogServiceEndpoint endpoint, ShipperStatusQuery query)
    {
        var status = query.Status switch
        {
            ShipperTaskStatus.Running => "&status=running",
            ShipperTaskStatus.Success => "&status=success",
            ShipperTaskStatus.Fail => "&status=fail",
            _ => "",
        };
        var shipper = query.Shipper;
        return Request(HttpMethod.Get, endpoint, shipper.Project, string.Create(
            CultureInfo.InvariantCulture,
            $"{endpoint.AddressOf(shipper.Project)}/logstores/{shipper.Logstore}/shipper/{shipper.Name}/tasks?from={query.From.ToUnixTimeSeconds()}&to={query.To.ToUnixTimeSeconds()}{status}&offset={query.Offset}&size={query.Size}"));
    }

    // PUT …/tasks with ["task-id-1","task-id-2"]
    public static HttpRequestMessage RetryShipperTasks(LogServiceEndpoint endpoint, ShipperReference shipper, string[] taskIds)
    {
        var request = Request(
            HttpMethod.Put, endpoint, shipper.Project, $"{endpoint.AddressOf(shipper.Project)}/logstores/{shipper.Logstore}/shipper/{shipper.Name}/tasks");
        request.Content = new JsonBytesContent(JsonSerializer.SerializeToUtf8Bytes(taskIds, RequestJson.Relaxed.StringArray));
        return request;
    }

    /// <summary>A request to a project; its names are safe and its parameters bare words, so nothing has to be escaped.</summary>
    public static HttpRequestMessage Request(HttpMethod method, LogServiceEndpoint endpoint, string project, string uri)
    {
        var request = new HttpRequestMessage(method, uri);
        if (endpoint.HostHeaderFor(project) is { } host)
        {
            request.Headers.Host = host;
        }

        return request;
    }
}
