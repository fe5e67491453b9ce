using System.Net;

namespace ShipperClient.Testing.Internal;

/// <summary>What the service answers to a request, once it is there and has its verdict: project, headers, address, parameters, then the operation.</summary>
internal sealed class ServiceLogic(ShipperDirectory shippers, CredentialsBook credentials)
{
    public Reply Answer(RecordedRequest request, DateTimeOffset now)
    {
        var project = ProjectOf(request.Host);
        var error = shippers.HasProject(project) ? HeaderChecks.FirstError(request, credentials.Current, now) : ServiceError.ProjectNotExist(project);
        return error is null ? Route(request, project, now) : Reply.Of(error);
    }

    private static string ProjectOf(string host) => host.Split(':')[0].Split('.')[0];

    private Reply Route(RecordedRequest request, string project, DateTimeOffset now)
    {
        if (request.Path.Split('/') is not ["", "logstores", var logstore, "shipper", var name, "tasks"])
        {
            return Reply.Of(new ServiceError(HttpStatusCode.NotFound, "NotFound",
                $"The fake serves /logstores/{{logstore}}/shipper/{{shipper}}/tasks and nothing else, so not {request.Path}"));
        }

        if (request.Method is not ("GET" or "PUT"))
        {
            var notAllowed = new ServiceError(HttpStatusCode.MethodNotAllowed, "MethodNotAllowed", $"The fake serves GET and PUT here, not {request.Method}");
            return Reply.Of(notAllowed) with { Headers = [new("Allow", "GET, PUT")] };
        }

        if (!shippers.TryFind(project, logstore, name, out var shipper, out var error))
        {
            return Reply.Of(error);
        }

        return request.Method is "GET" ? GetShipperStatus(shipper, request, now) : RetryShipperTask(shipper, request);
    }

    private static Reply GetShipperStatus(FakeShipper shipper, RecordedRequest request, DateTimeOffset now) => TaskQuery.Parse(request.Parameters, now) switch
    {
        ({ } query, _) => Reply.Of(shipper.Store.Page(query)),
        var (_, error) => Reply.Of(error!),
    };

    private static Reply RetryShipperTask(FakeShipper shipper, RecordedRequest request)
    {
        var (ids, error) = TaskIdList.Parse(request.Body.Span);
        if (error is not null)
        {
            return Reply.Of(error);
        }

        shipper.Store.Retry(ids);
        return Reply.Empty;
    }
}
