using ShipperClient.Testing.Internal;

namespace ShipperClient.Testing;

/// <summary>
/// A shipper of a <see cref="FakeLogService"/>, with its tasks. A failed task that a client retries is <see cref="ShipperTaskStatus.Running"/>
/// for <see cref="FakeLogServiceOptions.RetryDuration"/> and then what <see cref="RetryOutcome"/> says. Thread-safe; made for a million tasks.
/// </summary>
/// <remarks>
/// Where the specification is silent: a retried id that is not failed, or not known, is accepted and left alone. Tasks are listed by
/// creation time, and those of one second in the order they were added. A window holds the tasks created at both of its ends.
/// </remarks>
public sealed class FakeShipper
{
    private readonly TaskStore _tasks;

    internal FakeShipper(ShipperReference reference, TaskStore tasks, Func<ShipperTask, ShipperTaskStatus> retryOutcome)
    {
        Reference = reference;
        _tasks = tasks;
        _tasks.Outcome = retryOutcome;
    }

    /// <summary>The shipper's project, Logstore and name.</summary>
    public ShipperReference Reference { get; }

    /// <summary>How many tasks there are, of any age.</summary>
    public int TaskCount => _tasks.Count;

    /// <summary>
    /// Every task as it stands now, by creation time and then in the order added: a snapshot. Its <see cref="ShipperTask.FailureReason"/> is told
    /// from the code alone.
    /// </summary>
    public IReadOnlyList<ShipperTask> Tasks => _tasks.All();

    /// <summary>
    /// What a retry ends in, asked when it ends, with the task still running (its code and message are those of the failure):
    /// <see cref="ShipperTaskStatus.Success"/>, <see cref="ShipperTaskStatus.Fail"/> (again, for the same reason), or
    /// <see cref="ShipperTaskStatus.Running"/> (it never ends). It is called under the shipper's lock, so it must not use the shipper.
    /// </summary>
    /// <value>The default is that of <see cref="FakeLogServiceOptions.RetryOutcome"/>.</value>
    /// <exception cref="ArgumentNullException">The value set is <see langword="null"/>.</exception>
    public Func<ShipperTask, ShipperTaskStatus> RetryOutcome
    {
        get => _tasks.Outcome;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _tasks.Outcome = value;
        }
    }

    internal TaskStore Store => _tasks;

    /// <summary>Adds a task.</summary>
    /// <param name="status">Where the task stands.</param>
    /// <param name="id">The task's id, unique within the shipper; by default 32 hex digits that are the same in every run.</param>
    /// <param name="createdAt">When the task was created, cut to the second; by default now, by the service's clock.</param>
    /// <param name="code">The service's code for a failure, such as <c>UnAuthorized</c>; by default none is sent.</param>
    /// <param name="message">The service's text for a failure; by default it is sent empty.</param>
    /// <param name="lastDataReceivedAt">When the newest log came; by default <paramref name="createdAt"/>, or 0 while the task runs.</param>
    /// <param name="finishedAt">When the task ended; by default <paramref name="createdAt"/>, or 0 while the task runs.</param>
    /// <param name="dataLines">How many lines were shipped; by default none are sent.</param>
    /// <returns>The task added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="status"/> is not one that a task can have, or a time is not between 1970 and 2106.
    /// </exception>
    /// <exception cref="ArgumentException">The shipper has a task of this <paramref name="id"/>.</exception>
    public ShipperTask AddTask(
        ShipperTaskStatus status = ShipperTaskStatus.Success,
        string? id = null,
        DateTimeOffset? createdAt = null,
        string? code = null,
        string? message = null,
        DateTimeOffset? lastDataReceivedAt = null,
        DateTimeOffset? finishedAt = null,
        long? dataLines = null)
    {
        var created = createdAt ?? _tasks.Clock.Now;
        DateTimeOffset? ended = status == ShipperTaskStatus.Running ? null : created;
        return AddTask(new ShipperTask
        {
            Id = id ?? "",
            Status = status,
            CreatedAt = created,
            Code = code,
            Message = message,
            LastDataReceivedAt = lastDataReceivedAt ?? ended,
            FinishedAt = finishedAt ?? ended,
            DataLines = dataLines,
        });
    }

    /// <summary>Adds a task exactly as given; what is <see langword="null"/> in it is not sent, or sent as 0 or empty.</summary>
    /// <param name="task">The task; an empty id stands for one made up. Its failure reason is left aside.</param>
    /// <returns>The task added, with its id and its times cut to the second.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="task"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is not one that a task can have, or a time is not between 1970 and 2106.</exception>
    /// <exception cref="ArgumentException">The shipper has a task of this id.</exception>
    public ShipperTask AddTask(ShipperTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return _tasks.Add(TaskConversion.ToRecord(task));
    }

    /// <summary>Adds many tasks of one kind. A million take a fraction of a second.</summary>
    /// <param name="count">How many.</param>
    /// <param name="status">Where they stand.</param>
    /// <param name="createdAt">When the first was created; by default such that the last one is created now, by the service's clock.</param>
    /// <param name="interval">The time from one creation to the next, which may be parts of a second; by default none.</param>
    /// <param name="code">The service's code for the failure of each; by default none is sent.</param>
    /// <param name="message">The service's text for the failure of each; by default it is sent empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> or <paramref name="interval"/> is negative, <paramref name="status"/> is not one that a task can have, or a time is not
    /// between 1970 and 2106.
    /// </exception>
    public void AddTasks(
        int count, ShipperTaskStatus status, DateTimeOffset? createdAt = null, TimeSpan interval = default, string? code = null, string? message = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.Zero);
        var first = createdAt ?? _tasks.Clock.Now - (Math.Max(count - 1, 0) * interval);
        _tasks.AddMany(count, first, interval, TaskConversion.Known(status), TaskConversion.Details(id: null, code, message, dataLines: null));
    }

    /// <summary>Adds many tasks, each as a function says.</summary>
    /// <param name="count">How many.</param>
    /// <param name="create">Makes the task of a number, from 0; an empty id stands for one made up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is <see langword="null"/>, or returned it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is negative, or a task cannot be; see <see cref="AddTask(ShipperTask)"/>.
    /// </exception>
    /// <exception cref="ArgumentException">The shipper has a task of this id. The tasks before it are added.</exception>
    public void AddTasks(int count, Func<int, ShipperTask> create)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(create);
        for (var i = 0; i < count; i++)
        {
            AddTask(create(i));
        }
    }
}
