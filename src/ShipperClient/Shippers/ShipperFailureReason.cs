namespace ShipperClient;

/// <summary>Why a task failed, as far as the service's code and text tell (specification, "Failure reasons worth naming").</summary>
public enum ShipperFailureReason
{
    /// <summary>The task has not failed.</summary>
    None,

    /// <summary>The task failed for a reason that has no name here; <see cref="ShipperTask.Code"/> and <see cref="ShipperTask.Message"/> say what the service said.</summary>
    Unknown,

    /// <summary>The role, its ARN or the bucket's policy does not let Log Service write. Mend the grant, then retry.</summary>
    Unauthorized,

    /// <summary>Shipping is disabled or its configuration is gone. Enable it, then retry.</summary>
    ConfigNotExist,

    /// <summary>The OSS bucket is missing or lies in another region. Mend the shipper's configuration, then retry.</summary>
    InvalidOssBucket,

    /// <summary>The service failed inside. Retry.</summary>
    InternalServerError,

    /// <summary>The MaxCompute project does not exist.</summary>
    MaxComputeProjectNotExist,

    /// <summary>The MaxCompute table does not exist.</summary>
    MaxComputeTableNotExist,

    /// <summary>Log Service was not granted the MaxCompute project or table.</summary>
    MaxComputeUnauthorized,

    /// <summary>The configured fields do not match the columns of the MaxCompute table.</summary>
    MaxComputeColumnMismatch,
}
