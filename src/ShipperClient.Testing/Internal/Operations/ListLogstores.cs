using ShipperClient.Testing.Internal.Protocol;


namespace ShipperClient.Testing.Internal.Operations;

/// <summary><c>GET /logstores</c>: one page of the names of a project's Logstores (docs/service-api.md, "Neighbouring call").</summary>
internal static class ListLogstores
{
    public static Response Answer(RecordedRequest request, ProjectDirectory project) => NamePage.Answer(request, "logstores", project.Logstores());
}
