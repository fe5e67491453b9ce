using System.Net;
using ShipperClient.Testing.Internal.Protocol;
using ShipperClient.Testing.Internal.Signing;

namespace ShipperClient.Testing.Internal.Operations;

/// <summary>Answers a request as the service does: it checks the project, then the headers, and calls the operation that the path and method name.</summary>
internal sealed class OperationRouter(ShipperDirectory shippers, KnownCredentials credentials)
{
    public Response Answer(RecordedRequest request, DateTimeOffset now)
    {
        if (shippers.FindProject(request.Target.Project) is not { } project)
        {
            return Response.FromError(ServiceError.ProjectNotExist(request.Target.Project));
        }

        return HeaderValidator.Validate(request, credentials.Current, now) is { } error ? Response.FromError(error) : Route(request, project, now);
    }

    private static Response Route(RecordedRequest request, ProjectDirectory project, DateTimeOffset now) => request.Operation switch
    {
        RequestTarget.GetShipperStatus => GetShipperStatus.Answer(request, project, now),
        RequestTarget.RetryShipperTasks => RetryShipperTasks.Answer(request, project),
        RequestTarget.ListLogstores => ListLogstores.Answer(request, project),
        RequestTarget.ListShippers => ListShippers.Answer(request, project),
        _ when request.Target.AllowedMethods is { } allowed => Response.FromError(
            new ServiceError(HttpStatusCode.MethodNotAllowed, "MethodNotAllowed", $"The fake serves {allowed} here, not {request.Method}")) with
        {
            Headers = [new("Allow", allowed)],
        },
        _ => Response.FromError(new ServiceError(HttpStatusCode.NotFound, "NotFound",
            $"The fake serves /logstores, /logstores/{{logstore}}/shipper and /logstores/{{logstore}}/shipper/{{shipper}}/tasks, and nothing else, so not {request.Path}")),
    };
}
