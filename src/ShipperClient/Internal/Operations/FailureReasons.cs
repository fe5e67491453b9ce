namespace ShipperClient.Internal.Operations;

/// <summary>Classifies a failure by the code of the task, or else by its message (docs/service-api.md, "Failure reasons worth naming").</summary>
internal static class FailureReasons
{
    public static ShipperFailureReason Classify(ShipperTaskStatus status, string? code, string? message)
    {
        if (status != ShipperTaskStatus.Fail)
        {
            return ShipperFailureReason.None;
        }

        var byCode = FromCode(code);
        return byCode != ShipperFailureReason.Unknown || message is null ? byCode : FromMessage(message);
    }

    private static ShipperFailureReason FromCode(string? code) => code switch
    {
        null => ShipperFailureReason.Unknown,
        _ when Is(code, "UnAuthorized") => ShipperFailureReason.Unauthorized,
        _ when Is(code, "ConfigNotExist") => ShipperFailureReason.ConfigNotExist,
        _ when Is(code, "InvalidOssBucket") => ShipperFailureReason.InvalidOssBucket,
        _ when Is(code, "InternalServerError") => ShipperFailureReason.InternalServerError,
        _ => ShipperFailureReason.Unknown,
    };

    // MaxCompute first: its messages mention grants too, but the fix is another. "ODPS" is its older name.
    private static ShipperFailureReason FromMessage(string message) => Has(message, "maxcompute") || Has(message, "odps")
        ? FromMaxComputeMessage(message)
        : message switch
        {
            _ when Has(message, "UnAuthorized") || Has(message, "not authorized") || Has(message, "AccessDenied") || Has(message, "access denied")
                || Has(message, "NoPermission") || Has(message, "no permission") || Has(message, "AssumeRole") => ShipperFailureReason.Unauthorized,
            _ when Has(message, "ConfigNotExist") || (Has(message, "config") && IsMissing(message)) || Has(message, "shipping is disabled")
                => ShipperFailureReason.ConfigNotExist,
            _ when Has(message, "InvalidOssBucket") || Has(message, "NoSuchBucket") || (Has(message, "bucket") && (IsMissing(message) || Has(message, "region")))
                => ShipperFailureReason.InvalidOssBucket,
            _ when Has(message, "InternalServerError") || Has(message, "internal server error") || Has(message, "internal error")
                => ShipperFailureReason.InternalServerError,
            _ => ShipperFailureReason.Unknown,
        };

    private static ShipperFailureReason FromMaxComputeMessage(string message) => message switch
    {
        _ when Has(message, "column") || Has(message, "field") => ShipperFailureReason.MaxComputeColumnMismatch,
        _ when Has(message, "permission") || Has(message, "privilege") || Has(message, "grant") || Has(message, "authoriz") || Has(message, "denied")
            => ShipperFailureReason.MaxComputeUnauthorized,
        _ when Has(message, "table") && IsMissing(message) => ShipperFailureReason.MaxComputeTableNotExist,
        _ when Has(message, "project") && IsMissing(message) => ShipperFailureReason.MaxComputeProjectNotExist,
        _ => ShipperFailureReason.Unknown,
    };

    private static bool IsMissing(string message) =>
        Has(message, "not exist") || Has(message, "notexist") || Has(message, "not found") || Has(message, "missing");

    private static bool Is(string code, string known) => code.Equals(known, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
