namespace ShipperClient.Internal.Protocol;

/// <summary>Refuses, before anything is sent, what the service would refuse, and says what to do instead.</summary>
internal static class ShipperArguments
{
    public const int MaxTaskIds = 10;

    private const string HowToLookFurther =
        "Choose a later or shorter window, or raise LogServiceClientOptions.StatusLookback (up to 48 hours) if the service lists that much for you.";

    // The caller's "24 hours ago" is a moment older by the time it is checked, and clocks differ a little.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    public static void Check(ShipperStatusQuery query, TimeSpan lookback, DateTimeOffset now)
    {
        const string Parameter = nameof(query);
        ArgumentNullException.ThrowIfNull(query);
        if (query.Shipper is null)
        {
            throw new ArgumentException("Shipper is null. Say whose tasks are wanted.", Parameter);
        }

        if (query.Status is { } status && status is not (ShipperTaskStatus.Running or ShipperTaskStatus.Success or ShipperTaskStatus.Fail))
        {
            throw new ArgumentOutOfRangeException(
                Parameter, status, "Status can be asked for as Running, Success or Fail only. Leave it null to get the tasks of every status.");
        }

        if (query.Offset < 0)
        {
            throw new ArgumentOutOfRangeException(Parameter, query.Offset, "Offset is the number of tasks to skip and cannot be negative. Start at 0.");
        }

        if (query.Size is < 1 or > ShipperStatusQuery.MaxSize)
        {
            throw new ArgumentOutOfRangeException(
                Parameter, query.Size, $"Size must be 1 to {ShipperStatusQuery.MaxSize}. To get more tasks, ask for the next page with Offset.");
        }

        CheckWindow(query.From, query.To, lookback, now, Parameter);
    }

    public static string[] Check(ShipperReference shipper, IReadOnlyCollection<string> taskIds)
    {
        ArgumentNullException.ThrowIfNull(shipper);
        ArgumentNullException.ThrowIfNull(taskIds);

        // A copy, so that what was checked is what is sent, whatever the caller does to its collection meanwhile.
        string[] ids = [.. taskIds];
        if (ids.Length == 0)
        {
            throw new ArgumentException($"There are no task ids. Give 1 to {MaxTaskIds}.", nameof(taskIds));
        }

        if (ids.Length > MaxTaskIds)
        {
            throw new ArgumentException(
                $"The service takes at most {MaxTaskIds} task ids a call, but {ids.Length} were given. "
                + "Send them ten at a time, or let RetryFailedShipperTasksAsync retry every failed task of a window.",
                nameof(taskIds));
        }

        for (var i = 0; i < ids.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(ids[i]))
            {
                throw new ArgumentException(
                    $"The task id at position {i} is {(ids[i] is null ? "null" : "empty or blank")}. Give ids as GetShipperStatusAsync returns them.", nameof(taskIds));
            }
        }

        return ids;
    }

    // On whole seconds, because that is what is sent.
    private static void CheckWindow(DateTimeOffset from, DateTimeOffset to, TimeSpan lookback, DateTimeOffset now, string parameter)
    {
        var fromSeconds = from.ToUnixTimeSeconds();
        var toSeconds = to.ToUnixTimeSeconds();
        if (fromSeconds >= toSeconds)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"From ({from:u}) must be before To ({to:u}) by a second or more: the service counts in whole seconds."),
                parameter);
        }

        if (toSeconds - fromSeconds > (long)lookback.TotalSeconds)
        {
            throw new ArgumentOutOfRangeException(
                parameter,
                TimeSpan.FromSeconds(toSeconds - fromSeconds),
                $"The window from From to To is longer than the look-back of {lookback:c}. {HowToLookFurther}");
        }

        // Added on the side that cannot overflow: now may be close to either end of time, a window too.
        if (fromSeconds + (long)(lookback + Grace).TotalSeconds < now.ToUnixTimeSeconds())
        {
            throw new ArgumentOutOfRangeException(
                parameter,
                from,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"From is older than the look-back of {lookback:c} before now ({now:u}). {HowToLookFurther}"));
        }
    }
}
