namespace ShipperClient;

/// <summary>Where a shipper task stands.</summary>
public enum ShipperTaskStatus
{
    /// <summary>The service sent a status word that this version does not know. Never to be asked for in a query.</summary>
    Unknown,

    /// <summary>The task is being shipped, or was taken for another try.</summary>
    Running,

    /// <summary>The task's logs have arrived.</summary>
    Success,

    /// <summary>The task failed and can be retried while the service still lists it (about two days).</summary>
    Fail,
}
