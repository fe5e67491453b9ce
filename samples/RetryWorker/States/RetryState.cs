namespace RetryWorker.States;

/// <summary>What is kept of one shipper from pass to pass. Only the pass over that shipper uses it, so it needs no lock.</summary>
internal sealed class RetryState
{
    /// <summary>Every task created before this has succeeded, or is no longer listed; <see langword="null"/> before the first pass.</summary>
    public DateTimeOffset? Watermark { get; set; }

    /// <summary>Kept, because a shipper that has stopped soon has no task in the window that shows when its last data came.</summary>
    public DateTimeOffset? LastDataReceivedAt { get; set; }

    public Dictionary<string, TaskTries> Tasks { get; init; } = new(StringComparer.Ordinal);

    public int TriesOf(string taskId) => Tasks.TryGetValue(taskId, out var task) ? task.Tries : 0;

    public void RecordAttempt(IEnumerable<string> taskIds, DateTimeOffset now)
    {
        foreach (var id in taskIds)
        {
            Tasks[id] = new TaskTries(TriesOf(id) + 1, now);
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
