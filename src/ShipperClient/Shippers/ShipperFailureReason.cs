namespace ShipperClient;

/// <summary>The reason why a task failed, as far as the service's code and message show it.</summary>
public enum ShipperFailureReason
{
    /// <summary>The task has not failed.</summary>
    None,

    /// <summary>The task failed for a reason that has no name here; see <see cref="ShipperTask.Code"/> and <see cref="ShipperTask.Message"/>.</summary>
    Unknown,

    /// <summary>The role, its ARN or the bucket's policy does not allow Log Service to write. Fix the grant, then retry.</summary>
    Unauthorized,

    /// <summary>Shipping is disabled, or its configuration does not exist. Enable it, then retry.</summary>
    ConfigNotExist,

    /// <summary>The OSS bucket does not exist, or is in another region. Fix the shipper's configuration, then retry.</summary>
    InvalidOssBucket,

    /// <summary>The service failed. Retry.</summary>
    InternalServerError,

    /// <summary>The MaxCompute project does not exist.</summary>
    MaxComputeProjectNotExist,

    /// <summary>The MaxCompute table does not exist.</summary>
    MaxComputeTableNotExist,

    /// <summary>Log Service has no grant for the MaxCompute project or table.</summary>
    MaxComputeUnauthorized,

    /// <summary>The configured fields do not match the columns of the MaxCompute table.</summary>
    MaxComputeColumnMismatch,
}
