namespace ShipperClient;

/// <summary>The codes that the service puts into its errors, for comparing with <see cref="LogServiceException.ErrorCode"/> (specification, "Errors").</summary>
public static class LogServiceErrorCodes
{
    /// <summary>No such project, or it lies in another region.</summary>
    public const string ProjectNotExist = "ProjectNotExist";

    /// <summary>No such Logstore.</summary>
    public const string LogStoreNotExist = "LogStoreNotExist";

    /// <summary>No such shipper.</summary>
    public const string ShipperNotExist = "ShipperNotExist";

    /// <summary>A parameter is out of range: more than ten ids, a start not before the end, a window too old, a status unknown.</summary>
    public const string ParameterInvalid = "ParameterInvalid";

    /// <summary>The body is not what the operation takes.</summary>
    public const string PostBodyInvalid = "PostBodyInvalid";

    /// <summary>A parameter is missing.</summary>
    public const string MissingParameter = "MissingParameter";

    /// <summary>The Content-Type is not what the operation takes.</summary>
    public const string InvalidContentType = "InvalidContentType";

    /// <summary>The request's date is more than 15 minutes from the service's clock.</summary>
    public const string RequestTimeExpired = "RequestTimeExpired";

    /// <summary>The request's date is more than 15 minutes from the service's clock.</summary>
    public const string RequestTimeTooSkewed = "RequestTimeTooSkewed";

    /// <summary>The signature is not the service's own: usually a wrong secret.</summary>
    public const string SignatureNotMatch = "SignatureNotMatch";

    /// <summary>No such access key, or it is disabled.</summary>
    public const string InvalidAccessKeyId = "InvalidAccessKeyId";

    /// <summary>The key is unknown or disabled, or RAM denies the operation.</summary>
    public const string Unauthorized = "Unauthorized";

    /// <summary>The temporary credentials have ended.</summary>
    public const string SecurityTokenExpired = "SecurityTokenExpired";

    /// <summary>The temporary credentials have ended, as the STS words it.</summary>
    public const string SecurityTokenDotExpired = "SecurityToken.Expired";

    /// <summary>The project is disabled.</summary>
    public const string ProjectForbidden = "ProjectForbidden";

    /// <summary>Too many calls of this kind a second.</summary>
    public const string MetaOperationQpsLimitExceeded = "MetaOperationQpsLimitExceeded";

    /// <summary>The project's read quota is used up.</summary>
    public const string ReadQuotaExceed = "ReadQuotaExceed";

    /// <summary>The project's write quota is used up.</summary>
    public const string WriteQuotaExceed = "WriteQuotaExceed";

    /// <summary>A shard's read quota is used up.</summary>
    public const string ShardReadQuotaExceed = "ShardReadQuotaExceed";

    /// <summary>A shard's write quota is used up.</summary>
    public const string ShardWriteQuotaExceed = "ShardWriteQuotaExceed";

    /// <summary>The service failed inside.</summary>
    public const string InternalServerError = "InternalServerError";

    /// <summary>The service ran out of time.</summary>
    public const string RequestTimeout = "RequestTimeout";

    /// <summary>The service is busy.</summary>
    public const string ServerBusy = "ServerBusy";
}
