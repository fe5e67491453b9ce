namespace ShipperClient.Internal.Responses;

/// <summary>The rows of the specification's error table, by what helps.</summary>
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
