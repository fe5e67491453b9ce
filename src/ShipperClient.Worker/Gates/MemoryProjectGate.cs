using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using ShipperClient.Worker.Reports;

namespace ShipperClient.Worker.Gates;

/// <summary>The gate of a single process: each project has a time from which its next request may be sent (GCRA without a burst).</summary>
internal sealed class MemoryProjectGate(IOptions<RetryWorkerOptions> options, TimeProvider time) : IProjectGate
{
    private readonly long _spacing = options.Value.RequestsPerSecond == 0 ? 0 : time.TimestampFrequency / options.Value.RequestsPerSecond;
    private readonly ConcurrentDictionary<string, Slot> _projects = new(StringComparer.Ordinal);

    public async Task<Admission> WaitAsync(string project, CancellationToken cancellationToken)
    {
        var slot = _projects.GetOrAdd(project, static _ => new Slot());
        long place;
        TimeSpan wait;
        lock (slot)
        {
            var now = time.GetTimestamp();
            place = Math.Max(now, slot.Next);
            slot.Next = place + _spacing;
            wait = time.GetElapsedTime(now, place);
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }

        return new Admission(place, time.GetElapsedTime(0, _spacing));
    }

    public Task HoldAsync(string project, TimeSpan holdTime, CancellationToken cancellationToken)
    {
        var slot = _projects.GetOrAdd(project, static _ => new Slot());
        lock (slot)
        {
            var until = time.GetTimestamp() + (long)(holdTime.TotalSeconds * time.TimestampFrequency);
            slot.Next = Math.Max(slot.Next, until);
            slot.HeldUntil = Math.Max(slot.HeldUntil, until);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<HeldProject>> GetHeldAsync(CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        return Task.FromResult<IReadOnlyList<HeldProject>>(
            [.. _projects.Where(project => project.Value.HeldUntil > now).Select(project => new HeldProject(project.Key, time.GetUtcNow() + time.GetElapsedTime(now, project.Value.HeldUntil)))]);
    }

    private sealed class Slot
    {
        public long Next { get; set; }

        public long HeldUntil { get; set; }
    }
}
