using ShipperClient.Testing.Internal.Protocol;

namespace ShipperClient.Testing.Internal.Operations;

/// <summary><c>PUT …/tasks</c>: runs one to ten failed tasks again (docs/service-api.md, "RetryShipperTask").</summary>
internal static class RetryShipperTasks
{
    private const int MaxIds = 10;

    public static Response Answer(RecordedRequest request, ProjectDirectory project)
    {
        if (project.FindShipper(request.Target, out var shipper) is { } notFound)
        {
            return Response.FromError(notFound);
        }

        switch (TaskIdList.Parse(request.Body.Span))
        {
            case null:
                return Response.FromError(ServiceError.BadRequest("PostBodyInvalid", "The request body is not a JSON array of task ids."));
            case { Count: 0 }:
                return Response.FromError(ServiceError.ParameterInvalid("no task id is given"));
            case { Count: > MaxIds }:
                return Response.FromError(ServiceError.ParameterInvalid("Each time allows 10 task retries only."));
            case var ids:
                shipper.Store.Retry(ids);
                return Response.Empty;
        }
    }
}
