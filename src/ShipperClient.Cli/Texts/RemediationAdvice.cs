namespace ShipperClient.Cli.Texts;

/// <summary>What to do about a failure, by its reason.</summary>
internal static class RemediationAdvice
{
    public static string For(ShipperFailureReason reason, Strings strings) => strings.Text(reason switch
    {
        ShipperFailureReason.Unauthorized => "AdviceUnauthorized",
        ShipperFailureReason.ConfigNotExist => "AdviceConfigNotExist",
        ShipperFailureReason.InvalidOssBucket => "AdviceInvalidOssBucket",
        ShipperFailureReason.InternalServerError => "AdviceInternalServerError",
        ShipperFailureReason.MaxComputeProjectNotExist => "AdviceMaxComputeProjectNotExist",
        ShipperFailureReason.MaxComputeTableNotExist => "AdviceMaxComputeTableNotExist",
        ShipperFailureReason.MaxComputeUnauthorized => "AdviceMaxComputeUnauthorized",
        ShipperFailureReason.MaxComputeColumnMismatch => "AdviceMaxComputeColumnMismatch",
        _ => "AdviceUnknown",
    });
}
