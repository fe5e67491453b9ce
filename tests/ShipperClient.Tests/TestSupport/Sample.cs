using ShipperClient.Internal.Options;

namespace ShipperClient.Tests.TestSupport;

/// <summary>The names that most tests use.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public static ShipperReference Shipper { get; } = new("test-project", "test-logstore", "test-shipper");

    public static ShipperStatusQuery Query { get; } = new(Shipper, Now.AddHours(-1), Now);

    public static LogServiceEndpoint Endpoint(string text = "cn-hangzhou.log.aliyuncs.com")
    {
        Assert.True(LogServiceEndpoint.TryParse(text, out var endpoint, out var problem), problem);
        return endpoint;
    }
}
