namespace ShipperClient.Testing.Internal;

/// <summary>The last requests, in the order they arrived.</summary>
internal sealed class RequestLog(int capacity)
{
    private readonly Gate _gate = new();
    private readonly Queue<RecordedRequest> _requests = [];

    public void Add(RecordedRequest request)
    {
        lock (_gate)
        {
            _requests.Enqueue(request);
            if (_requests.Count > capacity)
            {
                _requests.Dequeue();
            }
        }
    }

    public RecordedRequest[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _requests];
        }
    }
}
