using System.Net;

namespace ShipperClient.Internal.Responses;

/// <summary>Classifies an error (docs/service-api.md, "Errors"): by code first, because the status of one code differs between documents, then by status.</summary>
internal static class ErrorClassifier
{
    public static ErrorKind Classify(HttpStatusCode status, string? code, string? message) =>
        FromCode(code, message) ?? FromPrefix(code, (int)status) ?? FromStatus((int)status);

    /// <summary>Whether an unavailable service may answer a later try: its own codes say so, and the statuses that are not permanent, as 501 and 505 are.</summary>
    public static bool IsTransient(HttpStatusCode status, string? code) =>
        (code is not null && SaysUnavailable(code)) || (int)status is 408 or 500 or 502 or 503 or 504;

    private static ErrorKind? FromCode(string? code, string? message) => code switch
    {
        null => null,
        _ when Is(code, LogServiceErrorCodes.ProjectNotExist) => ErrorKind.ProjectNotFound,
        _ when Is(code, LogServiceErrorCodes.LogStoreNotExist) => ErrorKind.LogstoreNotFound,
        _ when Is(code, LogServiceErrorCodes.ShipperNotExist) => ErrorKind.ShipperNotFound,
        // Recorded: 400 ParameterInvalid with "shipperName … does not exist".
        _ when Is(code, LogServiceErrorCodes.ParameterInvalid) => Has(message, "shipper") && Has(message, "not exist")
            ? ErrorKind.ShipperNotFound
            : ErrorKind.InvalidRequest,
        _ when Is(code, LogServiceErrorCodes.RequestTimeExpired) || Is(code, LogServiceErrorCodes.RequestTimeTooSkewed) => ErrorKind.ClockSkew,
        _ when Is(code, "InvalidMethod") => ErrorKind.NotOffered,

        // InvalidSecurityToken.Expired, MissingSecurityToken, …
        _ when Has(code, "SecurityToken") => Has(code, "Expired") ? ErrorKind.ExpiredToken : ErrorKind.Authentication,
        _ when Is(code, LogServiceErrorCodes.Unauthorized) => Has(message, "token") && Has(message, "expire") ? ErrorKind.ExpiredToken : ErrorKind.Authentication,
        _ when Is(code, LogServiceErrorCodes.SignatureNotMatch) => ErrorKind.SignatureNotMatch,
        _ when Starts(code, LogServiceErrorCodes.InvalidAccessKeyId) || Starts(code, "MissAccessKeyId") => ErrorKind.Authentication,
        _ when Is(code, LogServiceErrorCodes.ProjectForbidden) => ErrorKind.Forbidden,
        _ when SaysUnavailable(code) => ErrorKind.Unavailable,
        _ when Starts(code, "Throttling") || Ends(code, "QpsLimitExceeded") || Ends(code, "ExceedQuota") || Ends(code, "QuotaExceed") || Ends(code, "QuotaExceeded")
            => ErrorKind.Throttled,
        _ when Is(code, LogServiceErrorCodes.PostBodyInvalid) => ErrorKind.InvalidRequest,
        _ => null,
    };

    // MissingParameter, InvalidContentType and the codes of headers that are missing or wrong; but a 401 and a 405 say more than a word that many codes begin with.
    private static ErrorKind? FromPrefix(string? code, int status) =>
        code is not null && status is not (401 or 405) && (Starts(code, "Missing") || Starts(code, "Invalid")) ? ErrorKind.InvalidRequest : null;

    private static ErrorKind FromStatus(int status) => status switch
    {
        404 => ErrorKind.NotFound,
        401 or 403 => ErrorKind.Authentication,
        405 => ErrorKind.NotOffered,
        429 => ErrorKind.Throttled,
        408 or >= 500 => ErrorKind.Unavailable,
        >= 400 => ErrorKind.InvalidRequest,
        _ => ErrorKind.Unexpected,
    };

    private static bool SaysUnavailable(string code) =>
        Is(code, LogServiceErrorCodes.InternalServerError) || Is(code, LogServiceErrorCodes.RequestTimeout) || Is(code, LogServiceErrorCodes.ServerBusy);

    // "Unauthorized" and "Unauthorized.Denied": what follows a dot only adds a detail.
    private static bool Is(string code, string known) => Starts(code, known) && (code.Length == known.Length || code[known.Length] == '.');

    private static bool Starts(string code, string known) => code.StartsWith(known, StringComparison.OrdinalIgnoreCase);

    private static bool Ends(string code, string known) => code.EndsWith(known, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string? message, string words) => message?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
}
