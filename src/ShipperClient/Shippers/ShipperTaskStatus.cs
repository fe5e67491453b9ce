namespace ShipperClient;

/// <summary>The status of a shipper task.</summary>
public enum ShipperTaskStatus
{
    /// <summary>The service sent a status that this version does not know. It cannot be used in a query.</summary>
    Unknown,

    /// <summary>The task is running, for the first time or after a retry.</summary>
    Running,

    /// <summary>The logs of the task have been delivered.</summary>
    Success,

    /// <summary>The task failed and can be retried while the service still lists it (about two days).</summary>
    Fail,
}
