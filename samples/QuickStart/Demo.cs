using ShipperClient;
using ShipperClient.Testing;

namespace QuickStart;

/// <summary>A believable night in a shipper's life, on the embedded service: 240 tasks in 12 hours, some of them failed.</summary>
internal static class Demo
{
    private const int TaskCount = 240;

    public static ShipperReference Shipper { get; } = new("demo-project", "app-logs", "to-oss");

    public static async Task<FakeLogService> StartAsync(CancellationToken cancellationToken)
    {
        var service = await FakeLogService.StartAsync(cancellationToken: cancellationToken);
        var shipper = service.AddShipper(Shipper);

        // Nobody mends the role during the demo, so those tasks fail again.
        shipper.RetryOutcome = static task => task.Code == "UnAuthorized" ? ShipperTaskStatus.Fail : ShipperTaskStatus.Success;

        var step = TimeSpan.FromHours(12) / TaskCount;
        var start = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(12) + step;
        for (var i = 0; i < TaskCount; i++)
        {
            var (status, code, message) = Fate(i);
            shipper.AddTask(status, createdAt: start + (i * step), code: code, message: message);
        }

        return service;
    }

    // A role that lost its grant for a while, a bucket that was moved, a bad minute of the service, and now and then a failure of its own kind.
    private static (ShipperTaskStatus Status, string? Code, string? Message) Fate(int i) => i switch
    {
        >= 60 and < 72 => (ShipperTaskStatus.Fail, "InvalidOssBucket", "The bucket app-logs-archive does not exist or is in another region."),
        >= 120 and < 144 when i % 2 == 0 => (ShipperTaskStatus.Fail, "InternalServerError", "Internal server error."),
        >= 190 and < 199 => (ShipperTaskStatus.Fail, "UnAuthorized", "The role acs:ram::1234567890123456:role/aliyunlogdefaultrole may not write to the bucket."),
        _ when i % 79 == 5 => (ShipperTaskStatus.Fail, null, "PartitionFormat is not valid."),
        >= TaskCount - 2 => (ShipperTaskStatus.Running, null, null),
        _ => (ShipperTaskStatus.Success, null, null),
    };
}
