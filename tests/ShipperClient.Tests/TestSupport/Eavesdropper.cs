using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace ShipperClient.Tests.TestSupport;

/// <summary>
/// Hears all that this process says of itself while it listens: the spans, measurements and events of every source. Only .NET's sources for its own
/// debugging ("Private.…": they print whole requests by design) and those of the runtime's insides are left out.
/// </summary>
internal sealed class Eavesdropper : EventListener
{
    private static readonly string[] NotHeard = ["Private.", "Microsoft-Windows-DotNETRuntime", "System.Buffers.", "System.Threading.Tasks.", "NativeRuntimeEventSource"];

    private readonly ConcurrentQueue<string> _heard = [];
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new() { InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument) };

    public Eavesdropper()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Note(
                "span", activity.Source.Name, activity.DisplayName, activity.StatusDescription, Text(activity.TagObjects), Text(activity.Baggage),
                string.Join(' ', activity.Events.Select(static happened => happened.Name + Text(happened.Tags)))),
        };
        ActivitySource.AddActivityListener(_activities);
        Hear<byte>();
        Hear<short>();
        Hear<int>();
        Hear<long>();
        Hear<float>();
        Hear<double>();
        Hear<decimal>();
        _meters.Start();
    }

    /// <summary>What was heard, in lines that begin with "span", "measurement" or "event" and the name of the source.</summary>
    public string Heard => string.Join('\n', _heard);

    /// <summary>Everything that an exception reveals.</summary>
    public static string Print(Exception? exception) => exception is null ? "" : string.Join(
        '\n',
        exception.ToString(),
        string.Join(' ', exception.Data.Cast<DictionaryEntry>().Select(static entry => $"{entry.Key}={entry.Value}")),
        string.Join(' ', exception.GetType().GetProperties().Where(static property => property.Name != nameof(Exception.TargetSite)).Select(property => $"{property.Name}={property.GetValue(exception)}")),
        Print(exception.InnerException));

    /// <summary>The secrets that are in a text, as they are or as they stand in a URL.</summary>
    public static IEnumerable<string> Find(IEnumerable<string> secrets, string text) => secrets.Where(secret =>
        text.Contains(secret, StringComparison.Ordinal) || text.Contains(Uri.EscapeDataString(secret), StringComparison.Ordinal));

    public override void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
        base.Dispose();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (!NotHeard.Any(name => eventSource.Name.StartsWith(name, StringComparison.Ordinal)))
        {
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) => Note(
        "event", eventData.EventSource.Name, eventData.EventName, eventData.Message, string.Join(' ', eventData.Payload?.Select(static value => value is IEnumerable<object> many ? string.Join(' ', many) : value) ?? []));

    private static string Text<T>(IEnumerable<KeyValuePair<string, T>> tags) => string.Join(' ', tags.Select(static tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")));

    private void Hear<T>()
        where T : struct => _meters.SetMeasurementEventCallback<T>((instrument, value, tags, _) => Note("measurement", instrument.Meter.Name, instrument.Name, value.ToString(), Text(tags.ToArray())));

    private void Note(params string?[] parts) => _heard.Enqueue(string.Join(' ', parts));
}
