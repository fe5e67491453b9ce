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
        return request.Path.Split('/') switch
        {
            ["", "logstores", var logstore, "shipper", var name, "tasks"] =>
                request.Method is "GET" or "PUT" ? Tasks(request, project, logstore, name, now) : NotAllowed(request, "GET, PUT"),
            ["", "logstores", var logstore, "shipper"] =>
                request.Method is "GET" ? ListShippers(request, project, logstore) : NotAllowed(request, "GET"),
            ["", "logstores"] =>
                request.Method is "GET" ? Names(request, "logstores", shippers.Logstores(project)) : NotAllowed(request, "GET"),
            _ => Reply.Of(new ServiceError(HttpStatusCode.NotFound, "NotFound",
                $"The fake serves /logstores, /logstores/{{logstore}}/shipper and /logstores/{{logstore}}/shipper/{{shipper}}/tasks, and nothing else, so not {request.Path}")),
        };
    }

    private static Reply NotAllowed(RecordedRequest request, string allowed) =>
        Reply.Of(new ServiceError(HttpStatusCode.MethodNotAllowed, "MethodNotAllowed", $"The fake serves {allowed} here, not {request.Method}")) with
        {
            Headers = [new("Allow", allowed)],
        };

    private Reply ListShippers(RecordedRequest request, string project, string logstore) => shippers.Shippers(project, logstore) is { } names
        ? Names(request, "shipper", names)
        : Reply.Of(ServiceError.LogStoreNotExist(logstore));

    // Specification, "Neighbouring call".
    private static Reply Names(RecordedRequest request, string field, IReadOnlyList<string> names) => NameQuery.Parse(request.Parameters) switch
    {
        ({ } query, _) => Reply.Of(field, query.Page(names, out var total), total),
        var (_, error) => Reply.Of(error!),
    };

    private Reply Tasks(RecordedRequest request, string project, string logstore, string name, DateTimeOffset now)
    {
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
