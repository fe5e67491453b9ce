using System.Text.Json;
using ShipperClient.Internal.Options;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Operations;

/// <summary>One page of a shipper's tasks (docs/service-api.md, "GetShipperStatus").</summary>
internal sealed class GetShipperStatus : Operation<ShipperStatusPage>
{
    private const string LookbackAdvice =
        "Choose a later or shorter window, or raise LogServiceClientOptions.StatusLookback (up to 48 hours) if the service lists that much for you.";

    // The caller's "24 hours ago" is a moment older when it is validated, and clocks differ a little.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    private readonly ShipperStatusQuery _query;

    /// <param name="query">The query to validate and to send.</param>
    /// <param name="lookback">How long a window may be, and how far back it may reach.</param>
    /// <param name="now">The time by which the window may not be too old.</param>
    public GetShipperStatus(ShipperStatusQuery query, TimeSpan lookback, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        ValidatePage(query);
        ValidateWindow(query, lookback, now);
        _query = query;
    }

    public override string Name => nameof(GetShipperStatus);

    public override string Project => _query.Shipper.Project;

    public override string Logstore => _query.Shipper.Logstore;

    public override string Shipper => _query.Shipper.Name;

    public override string Action => "log:GetShipperStatus";

    public override string ProjectParameter => "query";

    // As ShipperStatusQuery.Last creates it.
    private bool IsRelative => _query.To == DateTimeOffset.MaxValue && _query.To - _query.From <= ShipperStatusQuery.MaxDuration;

    public override Uri GetUri(LogServiceEndpoint endpoint, DateTimeOffset now) =>
        IsRelative ? CreateUri(endpoint, now - (_query.To - _query.From), now) : base.GetUri(endpoint, now);

    public override ShipperStatusPage Read(ReadOnlySpan<byte> body, string? requestId)
    {
        var window = new Window { Size = _query.Size };
        var (count, total) = PageReader.Read(body, ref window, static (ref Utf8JsonReader json, int? announced, ref Window window) =>
        {
            if (LenientJson.Is(ref json, "statistics"u8))
            {
                json.Read();
                window.Statistics = ReadStatistics(ref json);
            }
            else if (LenientJson.Is(ref json, "tasks"u8))
            {
                json.Read();
                window.Tasks = PageReader.ReadList(ref json, announced, window.Size, new ShipperTaskReader().Read);
            }
            else
            {
                json.Skip();
            }
        });
        var tasks = PageReader.EmptyUnlessCounted(window.Tasks, count, "tasks");
        return new ShipperStatusPage(count ?? tasks.Count, total, window.Statistics ?? new ShipperTaskStatistics(0, 0, 0), tasks) { RequestId = requestId };
    }

    protected override Uri CreateUri(LogServiceEndpoint endpoint) => CreateUri(endpoint, _query.From, _query.To);

    // GET …/tasks?from=&to=&status=&offset=&size=; the status is left out when every status is wanted.
    private Uri CreateUri(LogServiceEndpoint endpoint, DateTimeOffset from, DateTimeOffset to)
    {
        var status = _query.Status switch
        {
            ShipperTaskStatus.Running => "&status=running",
            ShipperTaskStatus.Success => "&status=success",
            ShipperTaskStatus.Fail => "&status=fail",
            _ => "",
        };
        var shipper = _query.Shipper;
        return new Uri(string.Create(
            CultureInfo.InvariantCulture,
            $"{endpoint.AddressOf(shipper.Project)}/logstores/{shipper.Logstore}/shipper/{shipper.Name}/tasks?from={from.ToUnixTimeSeconds()}&to={to.ToUnixTimeSeconds()}{status}&offset={_query.Offset}&size={_query.Size}"));
    }

    private static void ValidatePage(ShipperStatusQuery query)
    {
        if (query.Shipper is null)
        {
            throw new ArgumentException("Shipper is null. Name the shipper whose tasks are listed.", nameof(query));
        }

        if (query.Status is { } status && status is not (ShipperTaskStatus.Running or ShipperTaskStatus.Success or ShipperTaskStatus.Fail))
        {
            throw OutOfRange(nameof(query), $"Status must be Running, Success or Fail, but is {status}. Leave it null to list the tasks of every status.");
        }

        if (query.Offset < 0)
        {
            throw OutOfRange(nameof(query), $"Offset is the number of tasks to skip and cannot be negative, but is {query.Offset}. Start at 0.");
        }

        if (query.Size is < 1 or > ShipperStatusQuery.MaxSize)
        {
            throw OutOfRange(nameof(query), $"Size must be 1 to {ShipperStatusQuery.MaxSize}, but is {query.Size}. To list more tasks, request the next page with Offset.");
        }
    }

    // In whole seconds, because those are sent.
    private static void ValidateWindow(ShipperStatusQuery query, TimeSpan lookback, DateTimeOffset now)
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
            throw OutOfRange(nameof(query), $"The window from From to To is {TimeSpan.FromSeconds(toSeconds - fromSeconds):c} long, more than the look-back of {lookback:c}. {LookbackAdvice}");
        }

        // Added on the side that cannot overflow: now may be close to either end of time, and a window too.
        // The age is a matter of the first page: a listing must not fail because it takes long.
        if (query.Offset == 0 && fromSeconds + (long)(lookback + Grace).TotalSeconds < now.ToUnixTimeSeconds())
        {
            throw OutOfRange(nameof(query), $"From ({query.From:u}) is older than the look-back of {lookback:c} before now ({now:u}). {LookbackAdvice}");
        }
    }

    // The value is part of the message and not the ActualValue, which .NET would format in the words of the current culture.
    private static ArgumentOutOfRangeException OutOfRange(string paramName, FormattableString message) => new(paramName, message.ToString(CultureInfo.InvariantCulture));

    private static ShipperTaskStatistics ReadStatistics(ref Utf8JsonReader json)
    {
        int? running = null;
        int? success = null;
        int? fail = null;
        if (json.TokenType != JsonTokenType.Null)
        {
            LenientJson.ExpectObject(ref json);
            while (LenientJson.Next(ref json))
            {
                if (LenientJson.Is(ref json, "running"u8))
                {
                    json.Read();
                    running = LenientJson.ReadCount(ref json);
                }
                else if (LenientJson.Is(ref json, "success"u8))
                {
                    json.Read();
                    success = LenientJson.ReadCount(ref json);
                }
                else if (LenientJson.Is(ref json, "fail"u8))
                {
                    json.Read();
                    fail = LenientJson.ReadCount(ref json);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return new ShipperTaskStatistics(running ?? 0, success ?? 0, fail ?? 0);
    }

    // What a page has beside its count and total, and how many tasks it may have.
    private struct Window
    {
        public int Size;
        public ShipperTaskStatistics? Statistics;
        public List<ShipperTask>? Tasks;
    }
}
