namespace ShipperClient.Cli.Settings;

/// <summary>The key that <c>shipper emulate</c> takes. It opens nothing else, so it is no secret.</summary>
internal static class EmulatorCredentials
{
    public const string AccessKeyId = "shipper-emulator";
    public const string AccessKeySecret = "shipper-emulator-key";
}
