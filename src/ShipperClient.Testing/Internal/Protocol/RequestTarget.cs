namespace ShipperClient.Testing.Internal.Protocol;

/// <summary>
/// What a request addresses (docs/service-api.md, "Addressing"): the project by the first label of the host, and the rest by the path. The operation has
/// the name that the client gives it, and is <see langword="null"/> if the method or the path names none.
/// </summary>
internal sealed record RequestTarget(string Project, string? Logstore = null, string? Shipper = null, string? Operation = null, string? AllowedMethods = null)
{
    public const string GetShipperStatus = "GetShipperStatus";
    public const string RetryShipperTasks = "RetryShipperTasks";
    public const string ListLogstores = "ListLogstores";
    public const string ListShippers = "ListShippers";

    public static RequestTarget Parse(string method, string host, string path)
    {
        var project = host.Split(':')[0].Split('.')[0];
        return path.Split('/') switch
        {
            ["", "logstores", var logstore, "shipper", var shipper, "tasks"] =>
                new(project, logstore, shipper, method switch { "GET" => GetShipperStatus, "PUT" => RetryShipperTasks, _ => null }, "GET, PUT"),
            ["", "logstores", var logstore, "shipper"] => new(project, logstore, Shipper: null, method is "GET" ? ListShippers : null, "GET"),
            ["", "logstores"] => new(project, Logstore: null, Shipper: null, method is "GET" ? ListLogstores : null, "GET"),
            _ => new(project),
        };
    }
}
