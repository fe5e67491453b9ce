namespace ShipperClient.Cli.Settings;

/// <summary>The key that <c>shipper emulate</c> accepts. Nothing else accepts it, so it is not a secret.</summary>
internal static class EmulatorCredentials
{
    public const string AccessKeyId = "shipper-emulator";
    public const string AccessKeySecret = "shipper-emulator-key";
}
