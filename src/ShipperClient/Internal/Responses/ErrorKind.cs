namespace ShipperClient.Internal.Responses;

/// <summary>The rows of the error table (docs/service-api.md, "Errors") by what fixes the error.</summary>
internal enum ErrorKind
{
    ProjectNotFound,
    LogstoreNotFound,
    ShipperNotFound,
    NotFound,
    InvalidRequest,
    ClockSkew,
    ExpiredToken,
    Forbidden,
    Authentication,
    Throttled,
    Unavailable,
    Unexpected,
}
