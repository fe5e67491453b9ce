using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ShipperClient.Internal.Protocol;

/// <summary>Builds the requests of the operations from arguments that <see cref="ShipperArguments"/> has checked.</summary>
internal static class ShipperRequests
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
        var parameters = string.Create(
            CultureInfo.InvariantCulture,
            $"?from={query.From.ToUnixTimeSeconds()}&to={query.To.ToUnixTimeSeconds()}{status}&offset={query.Offset}&size={query.Size}");
        return Request(HttpMethod.Get, endpoint, query.Shipper.Project, TasksOf(query.Shipper) + parameters);
    }

    // PUT …/tasks with ["task-id-1","task-id-2"]
    public static HttpRequestMessage RetryShipperTasks(LogServiceEndpoint endpoint, ShipperReference shipper, IReadOnlyList<string> taskIds)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Json))
        {
            json.WriteStartArray();
            foreach (var taskId in taskIds)
            {
                json.WriteStringValue(taskId);
            }

            json.WriteEndArray();
        }

        var request = Request(HttpMethod.Put, endpoint, shipper.Project, TasksOf(shipper));
        request.Content = new ReadOnlyMemoryContent(body.WrittenMemory)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        return request;
    }

    /// <summary>A request to a project; its names are safe and its parameters bare words, so nothing has to be escaped.</summary>
    public static HttpRequestMessage Request(HttpMethod method, LogServiceEndpoint endpoint, string project, string pathAndQuery)
    {
        var request = new HttpRequestMessage(method, endpoint.UriFor(project, pathAndQuery));
        if (endpoint.HostHeaderFor(project) is { } host)
        {
            request.Headers.Host = host;
        }

        return request;
    }

    private static string TasksOf(ShipperReference shipper) => $"/logstores/{shipper.Logstore}/shipper/{shipper.Name}/tasks";
}
