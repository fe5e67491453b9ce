namespace RetryWorker;

/// <summary>What the worker has to remember of one shipper. Only the pass over that shipper uses it, so it needs no lock.</summary>
internal sealed class ShipperLedger
{
    /// <summary>Every task created before this has ended well, or is out of reach; <see langword="null"/> before the first pass.</summary>
    public DateTimeOffset? SettledUntil { get; set; }

    /// <summary>Kept, because a shipper that stands still soon has no task in the window that would tell.</summary>
    public DateTimeOffset? LastDataReceivedAt { get; set; }

    public Dictionary<string, TaskTries> Tasks { get; init; } = new(StringComparer.Ordinal);

    public int TriesOf(string taskId) => Tasks.TryGetValue(taskId, out var task) ? task.Tries : 0;

    public void NoteTry(IEnumerable<string> taskIds, DateTimeOffset now)
    {
        foreach (var id in taskIds)
        {
            Tasks[id] = new TaskTries(TriesOf(id) + 1, now);
        }
    }

    /// <summary>Marks a task that was tried in vain.</summary>
    /// <returns>Whether this is news.</returns>
    public bool GiveUp(string taskId)
    {
        var task = Tasks[taskId];
        Tasks[taskId] = task with { GivenUp = true };
        return !task.GivenUp;
    }

    public void NoteData(DateTimeOffset? receivedAt)
    {
        if (LastDataReceivedAt is null || receivedAt > LastDataReceivedAt)
        {
            LastDataReceivedAt = receivedAt;
        }
    }

    /// <summary>A task was created before it was tried: tried before the look-back, it is not listed any more.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var (id, task) in Tasks)
        {
            if (task.LastTry < before)
            {
                Tasks.Remove(id);
            }
        }
    }
}
