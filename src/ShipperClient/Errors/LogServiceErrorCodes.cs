namespace ShipperClient;

/// <summary>The error codes of the service, to compare with <see cref="LogServiceException.ErrorCode"/>.</summary>
public static class LogServiceErrorCodes
{
    /// <summary>The project does not exist, or is in another region.</summary>
    public const string ProjectNotExist = "ProjectNotExist";

    /// <summary>The Logstore does not exist.</summary>
    public const string LogStoreNotExist = "LogStoreNotExist";

    /// <summary>The shipper does not exist.</summary>
    public const string ShipperNotExist = "ShipperNotExist";

    /// <summary>A parameter is out of range: more than ten ids, a start that is not before the end, a window that is too old, or an unknown status.</summary>
    public const string ParameterInvalid = "ParameterInvalid";

    /// <summary>The body is not what the operation accepts.</summary>
    public const string PostBodyInvalid = "PostBodyInvalid";

    /// <summary>A parameter is missing.</summary>
    public const string MissingParameter = "MissingParameter";

    /// <summary>The Content-Type is not what the operation accepts.</summary>
    public const string InvalidContentType = "InvalidContentType";

    /// <summary>The date of the request differs from the service's clock by more than 15 minutes.</summary>
    public const string RequestTimeExpired = "RequestTimeExpired";

    /// <summary>The date of the request differs from the service's clock by more than 15 minutes.</summary>
    public const string RequestTimeTooSkewed = "RequestTimeTooSkewed";

    /// <summary>The signature differs from the one that the service computes, usually because the secret is wrong.</summary>
    public const string SignatureNotMatch = "SignatureNotMatch";

    /// <summary>The access key does not exist, or is disabled.</summary>
    public const string InvalidAccessKeyId = "InvalidAccessKeyId";

    /// <summary>The key is unknown or disabled, or RAM denies the operation.</summary>
    public const string Unauthorized = "Unauthorized";

    /// <summary>The temporary credentials have expired.</summary>
    public const string SecurityTokenExpired = "SecurityTokenExpired";

    /// <summary>The temporary credentials have expired, in the spelling of the STS.</summary>
    public const string SecurityTokenDotExpired = "SecurityToken.Expired";

    /// <summary>The project is disabled.</summary>
    public const string ProjectForbidden = "ProjectForbidden";

    /// <summary>There are too many calls of this kind per second.</summary>
    public const string MetaOperationQpsLimitExceeded = "MetaOperationQpsLimitExceeded";

    /// <summary>The read quota of the project is exhausted.</summary>
    public const string ReadQuotaExceed = "ReadQuotaExceed";

    /// <summary>The write quota of the project is exhausted.</summary>
    public const string WriteQuotaExceed = "WriteQuotaExceed";

    /// <summary>The read quota of a shard is exhausted.</summary>
    public const string ShardReadQuotaExceed = "ShardReadQuotaExceed";

    /// <summary>The write quota of a shard is exhausted.</summary>
    public const string ShardWriteQuotaExceed = "ShardWriteQuotaExceed";

    /// <summary>The service failed.</summary>
    public const string InternalServerError = "InternalServerError";

    /// <summary>The service did not complete the request in time.</summary>
    public const string RequestTimeout = "RequestTimeout";

    /// <summary>The service is busy.</summary>
    public const string ServerBusy = "ServerBusy";
}
