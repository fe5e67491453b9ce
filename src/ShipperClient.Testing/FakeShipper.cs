using ShipperClient.Testing.Internal.Tasks;

namespace ShipperClient.Testing;

/// <summary>
/// Represents a shipper of a <see cref="FakeLogService"/> and its tasks. A failed task that a client retries is
/// <see cref="ShipperTaskStatus.Running"/> for <see cref="FakeLogServiceOptions.RetryDuration"/>, and then has the status that
/// <see cref="RetryOutcome"/> returns. Thread-safe, and suitable for a million tasks.
/// </summary>
/// <remarks>
/// The service does not document what a retry of other tasks does. The fake accepts the ID of a task that has not failed, or that does not exist, and
/// ignores it. Tasks are listed by creation time, and tasks of the same second in the order in which they were added. A window includes the tasks created
/// at its start and at its end.
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

    /// <summary>Gets the project, Logstore and name of the shipper.</summary>
    public ShipperReference Reference { get; }

    /// <summary>Gets the number of tasks, of any age.</summary>
    public int TaskCount => _tasks.Count;

    /// <summary>
    /// Gets a snapshot of all tasks in their current state, by creation time and then in the order in which they were added. Their
    /// <see cref="ShipperTask.FailureReason"/> is derived from the code alone.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="RetryOutcome"/> returned a status that a retry cannot end with.</exception>
    public IReadOnlyList<ShipperTask> Tasks => _tasks.All();

    /// <summary>
    /// Gets or sets the function that decides the status in which a retried task ends: <see cref="ShipperTaskStatus.Success"/>,
    /// <see cref="ShipperTaskStatus.Fail"/> (again, for the same reason), or <see cref="ShipperTaskStatus.Running"/> (it never ends). The function is
    /// called when the retry ends, with the task still running and the code and message of its failure. It is called under the shipper's lock, so it must
    /// not use the shipper.
    /// </summary>
    /// <value>The default is that of <see cref="FakeLogServiceOptions.RetryOutcome"/>.</value>
    /// <exception cref="ArgumentNullException">The property is set to <see langword="null"/>.</exception>
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
    /// <param name="status">The status of the task.</param>
    /// <param name="id">The ID of the task, unique within the shipper. By default 32 hexadecimal digits that are the same in every run.</param>
    /// <param name="createdAt">The time at which the task was created, truncated to the second. By default the current time of the service's clock.</param>
    /// <param name="code">The service's code for the failure, such as <c>UnAuthorized</c>. By default none is sent.</param>
    /// <param name="message">The service's text for the failure. By default it is sent empty.</param>
    /// <param name="lastDataReceivedAt">
    /// The time at which the newest log was received. By default <paramref name="createdAt"/>, or 0 if the task is running.
    /// </param>
    /// <param name="finishedAt">The time at which the task ended. By default <paramref name="createdAt"/>, or 0 if the task is running.</param>
    /// <param name="dataLines">The number of lines that were shipped. By default none is sent.</param>
    /// <returns>The task that was added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="status"/> is not a status that a task can have, or a time is not between 1970 and 2106.
    /// </exception>
    /// <exception cref="ArgumentException">The shipper already has a task with this <paramref name="id"/>.</exception>
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

    /// <summary>Adds a task exactly as given. A property that is <see langword="null"/> is not sent, or is sent as 0 or an empty string.</summary>
    /// <param name="task">The task. If its ID is empty, one is generated. Its failure reason is ignored.</param>
    /// <returns>The task that was added, with its ID and with its times truncated to the second.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="task"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is not one that a task can have, or a time is not between 1970 and 2106.</exception>
    /// <exception cref="ArgumentException">The shipper already has a task with this ID.</exception>
    public ShipperTask AddTask(ShipperTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return _tasks.Add(TaskConversion.ToRecord(task));
    }

    /// <summary>Adds many tasks that differ in their creation time only. A million tasks take a fraction of a second.</summary>
    /// <param name="count">The number of tasks.</param>
    /// <param name="status">The status of the tasks.</param>
    /// <param name="createdAt">
    /// The time at which the first task was created. By default chosen so that the last task is created at the current time of the service's clock.
    /// </param>
    /// <param name="interval">The time between the creation of one task and the next, which may be a fraction of a second. The default is zero.</param>
    /// <param name="code">The service's code for the failure of each task. By default none is sent.</param>
    /// <param name="message">The service's text for the failure of each task. By default it is sent empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> or <paramref name="interval"/> is negative, <paramref name="status"/> is not a status that a task can have, or a time is
    /// not between 1970 and 2106.
    /// </exception>
    public void AddTasks(
        int count, ShipperTaskStatus status, DateTimeOffset? createdAt = null, TimeSpan interval = default, string? code = null, string? message = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.Zero);
        var first = createdAt ?? _tasks.Clock.Now - (Math.Max(count - 1, 0) * interval);
        _tasks.AddMany(
            count, first, interval, TaskConversion.Validate(status), TaskConversion.CreateDetails(id: null, code, message, dataLines: null));
    }

    /// <summary>Adds many tasks, each of which a function creates.</summary>
    /// <param name="count">The number of tasks.</param>
    /// <param name="create">A function that returns the task for a number, which starts at 0. If the ID of a task is empty, one is generated.</param>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is <see langword="null"/>, or returned <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is negative, or <see cref="AddTask(ShipperTask)"/> does not accept a task.
    /// </exception>
    /// <exception cref="ArgumentException">The shipper already has a task with the same ID. The tasks before it have been added.</exception>
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
