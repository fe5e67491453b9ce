using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ShipperClient.Benchmarks;

/// <summary>Counts what happens in a soak; as a logger, also what the client says it heals. Thread-safe, and of a bounded size.</summary>
internal sealed class Tally : ILoggerProvider, ILogger
{
    private const int UnexpectedShown = 3;

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _unexpected = new();
    private long _operations;
    private long _attempts;
    private long _unexpectedCount;

    public long Operations => Interlocked.Read(ref _operations);

    public long Attempts => Interlocked.Read(ref _attempts);

    public long Faults => SoakFault.All.Sum(fault => this["fault " + fault.Name]);

    public long UnexpectedCount => Interlocked.Read(ref _unexpectedCount);

    /// <summary>The first few that nothing explains, whole.</summary>
    public IEnumerable<string> Unexpected => _unexpected;

    /// <summary>The errors that callers were told, by their kind, as faults explain them.</summary>
    public IEnumerable<KeyValuePair<string, long>> Errors => _counts
        .Where(static count => count.Key.StartsWith("error ", StringComparison.Ordinal))
        .Select(static count => KeyValuePair.Create(count.Key["error ".Length..], count.Value))
        .OrderByDescending(static count => count.Value);

    public long this[string what] => _counts.GetValueOrDefault(what);

    public void Operated() => Interlocked.Increment(ref _operations);

    public void Attempted(SoakFault? fault)
    {
        Interlocked.Increment(ref _attempts);
        if (fault is not null)
        {
            Count("fault " + fault.Name);
        }
    }

    public void Expected(Exception exception) => Count("error " + exception.GetType().Name);

    public void Surprised(string what)
    {
        if (Interlocked.Increment(ref _unexpectedCount) <= UnexpectedShown)
        {
            _unexpected.Enqueue(what);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Count(eventId.Name ?? "other");

    public void Dispose()
    {
    }

    private void Count(string what) => _counts.AddOrUpdate(what, 1, static (_, count) => count + 1);
}
