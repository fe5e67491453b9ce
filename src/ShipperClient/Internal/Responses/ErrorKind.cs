namespace ShipperClient.Internal.Responses;

/// <summary>The rows of the error table (docs/service-api.md, "Errors") by what fixes the error.</summary>
internal enum ErrorKind
{
    ProjectNotFound,
    LogstoreNotFound,
    ShipperNotFound,
    NotFound,
    InvalidRequest,
    NotOffered,
    ClockSkew,
    ExpiredToken,
    Forbidden,
    Authentication,

    /// <summary>The secret is wrong, or the token of temporary credentials has expired: the service reports both in this way.</summary>
    SignatureNotMatch,
    Throttled,
    Unavailable,
    Unexpected,
}
