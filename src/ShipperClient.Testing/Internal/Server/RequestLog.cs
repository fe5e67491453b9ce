namespace ShipperClient.Testing.Internal.Server;

/// <summary>The last requests, in the order in which they arrived, and those that wait for one.</summary>
internal sealed class RequestLog(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<RecordedRequest> _requests = [];
    private readonly List<Waiter> _waiters = [];
    private bool _isClosed;

    public void Add(RecordedRequest request)
    {
        lock (_lock)
        {
            _requests.Enqueue(request);
            if (_requests.Count > capacity)
            {
                _requests.Dequeue();
            }

            _waiters.RemoveAll(waiter => waiter.TryComplete(request));
        }
    }

    public RecordedRequest[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }

    /// <summary>Returns the oldest request that matches, and waits for one if there is none.</summary>
    public async Task<RecordedRequest> WaitAsync(Func<RecordedRequest, bool> match, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter(match);
        lock (_lock)
        {
            if (_requests.FirstOrDefault(match) is { } request)
            {
                return request;
            }

            ObjectDisposedException.ThrowIf(_isClosed, typeof(FakeLogService));
            _waiters.Add(waiter);
        }

        try
        {
            return await waiter.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    /// <summary>Ends the waits for requests, none of which will come.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _waiters.ForEach(static waiter => waiter.Abandon());
        }
    }

    private sealed class Waiter(Func<RecordedRequest, bool> match)
    {
        private readonly TaskCompletionSource<RecordedRequest> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<RecordedRequest> Task => _completion.Task;

        public bool TryComplete(RecordedRequest request)
        {
            try
            {
                return match(request) && _completion.TrySetResult(request);
            }
            catch (Exception exception)
            {
                // The function of the test threw: the test that waits sees that, not the client whose request it is.
                return _completion.TrySetException(exception);
            }
        }

        public void Abandon() => _completion.TrySetException(new ObjectDisposedException(nameof(FakeLogService)));
    }
}
