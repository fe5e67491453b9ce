namespace ShipperClient;

/// <summary>Client for the shipper tasks of Alibaba Cloud Log Service. Thread-safe: share one.</summary>
public class LogServiceClient : IDisposable
{
    /// <summary>The most task ids that the service takes in one retry: 10.</summary>
    public const int MaxTaskIdsPerRetry = 10;

    protected LogServiceClient() { }
    public static LogServiceClient Create(LogServiceClientOptions options) => throw new NotImplementedException();
    public virtual Task<ShipperStatusPage> GetShipperStatusAsync(ShipperStatusQuery query, CancellationToken cancellationToken = default) => throw new NotImplementedException();
    public virtual Task RetryShipperTasksAsync(ShipperReference shipper, IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken = default) => throw new NotImplementedException();
    public void Dispose() { }
}
