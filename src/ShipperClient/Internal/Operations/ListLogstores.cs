using ShipperClient.Internal.Options;

namespace ShipperClient.Internal.Operations;

/// <summary>One page of the names of a project's Logstores (docs/service-api.md, "Neighbouring call").</summary>
internal sealed class ListLogstores : Operation<LogstorePage>
{
    private readonly int _offset;
    private readonly int _size;

    public ListLogstores(string project, int offset, int size)
    {
        ShipperReference.CheckName(project, nameof(project));
        NamePage.Validate(offset, size);
        (Project, _offset, _size) = (project, offset, size);
    }

    public override string Name => nameof(ListLogstores);

    public override string Project { get; }

    public override string Action => "log:ListLogStores";

    public override LogstorePage Read(ReadOnlySpan<byte> body, string? requestId)
    {
        var (count, total, names) = NamePage.Read(body, "logstores", _size);
        return new LogstorePage(count, total, names) { RequestId = requestId };
    }

    // GET /logstores?logstoreName=&offset=&size=
    protected override Uri CreateUri(LogServiceEndpoint endpoint) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{endpoint.AddressOf(Project)}/logstores?logstoreName=&offset={_offset}&size={_size}"));
}
