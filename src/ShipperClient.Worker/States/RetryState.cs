using System.Text.Json.Serialization;

namespace ShipperClient.Worker.States;

/// <summary>What is kept of one shipper from pass to pass.</summary>
internal sealed class RetryState
{
    /// <summary>Gets or sets the time before which every task has succeeded or is no longer listed; <see langword="null"/> before the first pass.</summary>
    public DateTimeOffset? Watermark { get; set; }

    /// <summary>Gets or sets when the last data was received. A shipper that has stopped soon has no task in the window that shows it.</summary>
    public DateTimeOffset? LastDataReceivedAt { get; set; }

    [JsonRequired]
    public Dictionary<string, TaskTries> Tasks { get; init; } = new(StringComparer.Ordinal);

    public int TriesOf(string taskId) => Tasks.TryGetValue(taskId, out var task) ? task.Tries : 0;

    public void RecordAttempt(IEnumerable<string> taskIds, DateTimeOffset now)
    {
        foreach (var id in taskIds)
        {
            Tasks[id] = new TaskTries(TriesOf(id) + 1, now);
        }
    }

    /// <summary>Takes back an attempt that the service certainly did not accept.</summary>
    public void RemoveAttempt(IEnumerable<string> taskIds)
    {
        foreach (var id in taskIds)
        {
            if (Tasks.TryGetValue(id, out var task) && task.Tries > 1)
            {
                Tasks[id] = task with { Tries = task.Tries - 1 };
            }
            else
            {
                Tasks.Remove(id);
            }
        }
    }

    /// <summary>Marks a task whose tries are used up.</summary>
    /// <returns>Whether it was not marked before.</returns>
    public bool GiveUp(string taskId)
    {
        var task = Tasks[taskId];
        Tasks[taskId] = task with { GivenUp = true };
        return !task.GivenUp;
    }

    public void RecordData(DateTimeOffset? receivedAt)
    {
        if (LastDataReceivedAt is null || receivedAt > LastDataReceivedAt)
        {
            LastDataReceivedAt = receivedAt;
        }
    }

    /// <summary>Removes tasks that the service no longer lists: a task that was retried before the look-back was created before it, too.</summary>
    public void RemoveTriedBefore(DateTimeOffset oldest)
    {
        foreach (var (id, task) in Tasks)
        {
            if (task.LastTry < oldest)
            {
                Tasks.Remove(id);
            }
        }
    }
}
