using ShipperClient.Internal.Options;

namespace ShipperClient.Internal.Operations;

/// <summary>One page of the names of a Logstore's shippers (docs/service-api.md, "Neighbouring call").</summary>
internal sealed class ListShippers : Operation<ShipperPage>
{
    private readonly int _offset;
    private readonly int _size;

    public ListShippers(string project, string logstore, int offset, int size)
    {
        ShipperReference.CheckName(project, nameof(project));
        ShipperReference.CheckName(logstore, nameof(logstore));
        NamePage.Validate(offset, size);
        (Project, Logstore, _offset, _size) = (project, logstore, offset, size);
    }

    public override string Name => nameof(ListShippers);

    public override string Project { get; }

    public override string Logstore { get; }

    public override string Action => "log:ListShipper";

    public override ShipperPage Read(ReadOnlySpan<byte> body, string? requestId)
    {
        var (count, total, names) = NamePage.Read(body, "shipper", _size);
        return new ShipperPage(count, total, names) { RequestId = requestId };
    }

    // GET /logstores/{logstore}/shipper?offset=&size=
    protected override Uri CreateUri(LogServiceEndpoint endpoint) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{endpoint.AddressOf(Project)}/logstores/{Logstore}/shipper?offset={_offset}&size={_size}"));
}
