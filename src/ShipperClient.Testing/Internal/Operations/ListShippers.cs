using ShipperClient.Testing.Internal.Protocol;

namespace ShipperClient.Testing.Internal.Operations;

/// <summary><c>GET /logstores/{logstore}/shipper</c>: one page of the names of a Logstore's shippers (docs/service-api.md, "Neighbouring call").</summary>
internal static class ListShippers
{
    public static Response Answer(RecordedRequest request, ProjectDirectory project) => project.Shippers(request.Target.Logstore!) is { } names
        ? NamePage.Answer(request, "shipper", names)
        : Response.FromError(ServiceError.LogStoreNotExist(request.Target.Logstore!));
}
