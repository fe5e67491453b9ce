namespace ShipperClient.Cli.Screens;

/// <summary>What to do about a failure, by its reason.</summary>
internal static class Remedies
{
    public static string For(ShipperFailureReason reason) => reason switch
    {
        ShipperFailureReason.Unauthorized => "Let the shipper's role write to the bucket (role, its ARN, the bucket's policy), then retry.",
        ShipperFailureReason.ConfigNotExist => "Enable shipping again, then retry.",
        ShipperFailureReason.InvalidOssBucket => "Name a bucket that exists in the project's region, then retry.",
        ShipperFailureReason.InternalServerError => "Retry.",
        ShipperFailureReason.MaxComputeProjectNotExist => "Make the MaxCompute project, or name one that exists, then retry.",
        ShipperFailureReason.MaxComputeTableNotExist => "Make the MaxCompute table, or name one that exists, then retry.",
        ShipperFailureReason.MaxComputeUnauthorized => "Grant Log Service the MaxCompute project and table, then retry.",
        ShipperFailureReason.MaxComputeColumnMismatch => "Make the configured fields and the table's columns agree, then retry.",
        _ => "Read what the service said, mend it, then retry.",
    };
}
