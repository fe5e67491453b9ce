namespace ShipperClient.Internal.Operations;

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
        ArgumentNullException.ThrowIfNull(query);
        if (query.Shipper is null)
        {
            throw new ArgumentException("Shipper is null. Say whose tasks are wanted.", nameof(query));
        }

        if (query.Status is { } status && status is not (ShipperTaskStatus.Running or ShipperTaskStatus.Success or ShipperTaskStatus.Fail))
        {
            throw OutOfRange(nameof(query), $"Status can be asked for as Running, Success or Fail only, but is {status}. Leave it null to get the tasks of every status.");
        }

        if (query.Offset < 0)
        {
            throw OutOfRange(nameof(query), $"Offset is the number of tasks to skip and cannot be negative, but is {query.Offset}. Start at 0.");
        }

        if (query.Size is < 1 or > ShipperStatusQuery.MaxSize)
        {
            throw OutOfRange(nameof(query), $"Size must be 1 to {ShipperStatusQuery.MaxSize}, but is {query.Size}. To get more tasks, ask for the next page with Offset.");
        }

        CheckWindow(query, lookback, now);
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
            if (ids[i] is { } id && !IsText(id))
            {
                throw new ArgumentException($"The task id at position {i} has half a surrogate pair in it and cannot be sent. Give ids as GetShipperStatusAsync returns them.", nameof(taskIds));
            }

            if (string.IsNullOrWhiteSpace(ids[i]))
            {
                throw new ArgumentException(
                    $"The task id at position {i} is {(ids[i] is null ? "null" : "empty or blank")}. Give ids as GetShipperStatusAsync returns them.", nameof(taskIds));
            }
        }

        return ids;
    }

    // On whole seconds, because that is what is sent.
    private static void CheckWindow(ShipperStatusQuery query, TimeSpan lookback, DateTimeOffset now)
    {
        var fromSeconds = query.From.ToUnixTimeSeconds();
        var toSeconds = query.To.ToUnixTimeSeconds();
        if (fromSeconds >= toSeconds)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"From ({query.From:u}) must be before To ({query.To:u}) by a second or more: the service counts in whole seconds."),
                nameof(query));
        }

        if (toSeconds - fromSeconds > (long)Math.Ceiling(lookback.TotalSeconds))
        {
            throw OutOfRange(nameof(query), $"The window from From to To is {TimeSpan.FromSeconds(toSeconds - fromSeconds):c} long, more than the look-back of {lookback:c}. {HowToLookFurther}");
        }

        // The age is a matter of the first page: a listing must not fail because it takes long.
        // Added on the side that cannot overflow: now may be close to either end of time, a window too.
        if (query.Offset == 0 && fromSeconds + (long)(lookback + Grace).TotalSeconds < now.ToUnixTimeSeconds())
        {
            throw OutOfRange(nameof(query), $"From ({query.From:u}) is older than the look-back of {lookback:c} before now ({now:u}). {HowToLookFurther}");
        }
    }

    // What was given stands in the message rather than in ActualValue, which .NET would add in the words of the current culture.
    private static ArgumentOutOfRangeException OutOfRange(string paramName, FormattableString message) => new(paramName, message.ToString(CultureInfo.InvariantCulture));

    private static bool IsText(string id)
    {
        for (var i = 0; i < id.Length; i++)
        {
            if (char.IsSurrogate(id[i]) && (i + 1 == id.Length || !char.IsSurrogatePair(id[i], id[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
