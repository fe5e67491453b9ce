using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ShipperClient.Tests.TestSupport;

/// <summary>Keeps what one client of one container logs (down to Trace), measures and traces, and nothing of the tests beside it.</summary>
internal sealed class Watch : ILoggerProvider
{
    private readonly Activity _root = new Activity("test").Start();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public Watch()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "ShipperClient" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _root.TraceId)
                {
                    Activities.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public ConcurrentQueue<(string Category, LogLevel Level, EventId Id, string Text)> Logs { get; } = [];

    public ConcurrentQueue<Activity> Activities { get; } = [];

    public ConcurrentQueue<(string Name, double Value, string Tags)> Measurements { get; } = [];

    public IEnumerable<Activity> Operations => Activities.Where(activity => activity.Source.Name == "ShipperClient");

    public IEnumerable<(string Category, LogLevel Level, EventId Id, string Text)> OwnLogs =>
        Logs.Where(log => log.Category == "ShipperClient.LogServiceClient");

    /// <summary>A container with a watched client of the fixture's service.</summary>
    public ServiceProvider Container(ServiceFixture fixture, Action<IHttpClientBuilder>? build = null, Action<LogServiceClientOptions>? configure = null)
    {
        var container = Containers.Of(fixture, build, services =>
        {
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this));
            services.Configure(configure ?? (_ => { }));
        });
        var scope = container.GetRequiredService<IMeterFactory>();
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "ShipperClient" && ReferenceEquals(instrument.Meter.Scope, scope))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measurements.Enqueue((instrument.Name, value, Text(tags.ToArray()))));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measurements.Enqueue((instrument.Name, value, Text(tags.ToArray()))));
        _meters.Start();
        return container;
    }

    /// <summary>All of it as one text, to be searched for what must not be in it.</summary>
    public string Everything() => string.Join('\n', Logs.Select(log => log.ToString())
        .Concat(Activities.Select(activity => $"{activity.DisplayName} {activity.StatusDescription} {Text(activity.TagObjects)} {string.Join(' ', activity.Events.Select(e => Text(e.Tags)))}"))
        .Concat(Measurements.Select(measurement => measurement.ToString())));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
        _root.Dispose();
    }

    private static string Text(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")));

    private sealed class Logger(Watch watch, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            watch.Logs.Enqueue((category, LogLevel.None, default, state.ToString()!));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            watch.Logs.Enqueue((category, logLevel, eventId, formatter(state, exception) + exception));
    }
}
