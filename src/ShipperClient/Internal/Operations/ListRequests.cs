using ShipperClient.Internal.Options;

namespace ShipperClient.Internal.Operations;

/// <summary>The requests that find shippers (specification, "Neighbouring call"), and the checks of their arguments.</summary>
internal static class ListRequests
{
    private const int MaxSize = 500;

    // GET /logstores?logstoreName=&offset=&size=
    public static HttpRequestMessage Logstores(LogServiceEndpoint endpoint, string project, int offset, int size) => ShipperRequests.Request(
        HttpMethod.Get, endpoint, project, string.Create(CultureInfo.InvariantCulture, $"{endpoint.AddressOf(project)}/logstores?logstoreName=&offset={offset}&size={size}"));

    // GET /logstores/{logstore}/shipper?offset=&size=
    public static HttpRequestMessage Shippers(LogServiceEndpoint endpoint, string project, string logstore, int offset, int size) => ShipperRequests.Request(
        HttpMethod.Get, endpoint, project, string.Create(CultureInfo.InvariantCulture, $"{endpoint.AddressOf(project)}/logstores/{logstore}/shipper?offset={offset}&size={size}"));

    public static void CheckNames(string project) => ShipperReference.CheckName(project, nameof(project));

    public static void CheckNames(string project, string logstore)
    {
        ShipperReference.CheckName(project, nameof(project));
        ShipperReference.CheckName(logstore, nameof(logstore));
    }

    public static void CheckPage(int offset, int size)
    {
        if (offset < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset), string.Create(CultureInfo.InvariantCulture, $"The offset is the number of names to skip and cannot be negative, but is {offset}. Start at 0."));
        }

        if (size is < 1 or > MaxSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(size), string.Create(CultureInfo.InvariantCulture, $"The size of a page must be 1 to {MaxSize}, but is {size}. To get more, ask for the next page."));
        }
    }
}
