namespace ShipperClient.Testing.Internal;

/// <summary>The parameters of GetShipperStatus, checked (specification, "GetShipperStatus").</summary>
internal sealed record TaskQuery(long From, long To, ShipperTaskStatus? Status, int Offset, int Size)
{
    private const int DefaultSize = 100;
    private const int MaxSize = 500;
    private static readonly TimeSpan OldestStart = TimeSpan.FromHours(48);

    public static (TaskQuery? Query, ServiceError? Error) Parse(IReadOnlyList<KeyValuePair<string, string>> parameters, DateTimeOffset now)
    {
        var (values, repeated) = QueryString.Single(parameters);
        if (repeated is not null)
        {
            return (null, ServiceError.Parameter($"{repeated} is given more than once"));
        }

        foreach (var name in new[] { "from", "to" })
        {
            if (values.GetValueOrDefault(name, "").Length == 0)
            {
                return (null, ServiceError.BadRequest("MissingParameter", $"parameter {name} is missing"));
            }
        }

        var (from, to) = (QueryString.Integer(values, "from", 0), QueryString.Integer(values, "to", 0));
        var offset = QueryString.Integer(values, "offset", 0);
        var size = QueryString.Integer(values, "size", DefaultSize);
        var isStatusKnown = TryStatus(values.GetValueOrDefault("status", ""), out var status);
        var problem =
            from is null or < 0 ? "from must be a Unix time in seconds"
            : to is null or < 0 ? "to must be a Unix time in seconds"
            : from >= to ? "from must be less than to"
            : from < (now - OldestStart).ToUnixTimeSeconds() ? "only support query last 48 hours task status"
            : !isStatusKnown ? "status must be one of success, fail and running"
            : offset is null or < 0 or > int.MaxValue ? "offset must be a number from 0"
            : size is null or < 1 or > MaxSize ? "size must be a number from 1 to 500"
            : null;
        return problem is null
            ? (new TaskQuery(from!.Value, to!.Value, status, (int)offset!.Value, (int)size!.Value), null)
            : (null, ServiceError.Parameter(problem));
    }

    private static bool TryStatus(string word, out ShipperTaskStatus? status)
    {
        (status, var isKnown) = word switch
        {
            "" => ((ShipperTaskStatus?)null, true),
            "running" => (ShipperTaskStatus.Running, true),
            "success" => (ShipperTaskStatus.Success, true),
            "fail" => (ShipperTaskStatus.Fail, true),
            _ => (null, false),
        };
        return isKnown;
    }
}
