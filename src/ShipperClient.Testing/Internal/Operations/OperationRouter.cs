using System.Net;
using ShipperClient.Testing.Internal.Protocol;
using ShipperClient.Testing.Internal.Signing;

namespace ShipperClient.Testing.Internal.Operations;

/// <summary>Answers a request as the service does: it checks the project, then the headers, and calls the operation that the path and method name.</summary>
internal sealed class OperationRouter(ShipperDirectory shippers, KnownCredentials credentials)
{
    public Response Answer(RecordedRequest request, DateTimeOffset now)
    {
        var projectName = ProjectName(request.Host);
        if (shippers.FindProject(projectName) is not { } project)
        {
            return Response.FromError(ServiceError.ProjectNotExist(projectName));
        }

        return HeaderValidator.Validate(request, credentials.Current, now) is { } error ? Response.FromError(error) : Route(request, project, now);
    }

    private static string ProjectName(string host) => host.Split(':')[0].Split('.')[0];

    private static Response Route(RecordedRequest request, ProjectDirectory project, DateTimeOffset now) => (request.Method, request.Path.Split('/')) switch
    {
        ("GET", ["", "logstores", var logstore, "shipper", var name, "tasks"]) => GetShipperStatus.Answer(request, project, logstore, name, now),
        ("PUT", ["", "logstores", var logstore, "shipper", var name, "tasks"]) => RetryShipperTasks.Answer(request, project, logstore, name),
        (_, ["", "logstores", _, "shipper", _, "tasks"]) => MethodNotAllowed(request, "GET, PUT"),
        ("GET", ["", "logstores", var logstore, "shipper"]) => ListShippers.Answer(request, project, logstore),
        ("GET", ["", "logstores"]) => ListLogstores.Answer(request, project),
        (_, ["", "logstores", _, "shipper"] or ["", "logstores"]) => MethodNotAllowed(request, "GET"),
        _ => Response.FromError(new ServiceError(HttpStatusCode.NotFound, "NotFound",
            $"The fake serves /logstores, /logstores/{{logstore}}/shipper and /logstores/{{logstore}}/shipper/{{shipper}}/tasks, and nothing else, so not {request.Path}")),
    };

    private static Response MethodNotAllowed(RecordedRequest request, string allowed) =>
        Response.FromError(new ServiceError(HttpStatusCode.MethodNotAllowed, "MethodNotAllowed", $"The fake serves {allowed} here, not {request.Method}")) with
        {
            Headers = [new("Allow", allowed)],
        };
}
