namespace ShipperClient.Cli.Texts;

/// <summary>What to do about a failure, by its reason.</summary>
internal static class RemediationAdvice
{
    public static string For(ShipperFailureReason reason) => reason switch
    {
        ShipperFailureReason.Unauthorized => "Allow the shipper's role to write to the bucket (role, its ARN, the bucket's policy), then retry.",
        ShipperFailureReason.ConfigNotExist => "Enable shipping again, then retry.",
        ShipperFailureReason.InvalidOssBucket => "Configure a bucket that exists in the project's region, then retry.",
        ShipperFailureReason.InternalServerError => "Retry.",
        ShipperFailureReason.MaxComputeProjectNotExist => "Create the MaxCompute project, or configure one that exists, then retry.",
        ShipperFailureReason.MaxComputeTableNotExist => "Create the MaxCompute table, or configure one that exists, then retry.",
        ShipperFailureReason.MaxComputeUnauthorized => "Grant Log Service the MaxCompute project and table, then retry.",
        ShipperFailureReason.MaxComputeColumnMismatch => "Match the configured fields to the table's columns, then retry.",
        _ => "Fix what the message of the service says, then retry.",
    };
}
