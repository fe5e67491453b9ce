using ShipperClient;
using ShipperClient.Testing;

namespace QuickStart;

/// <summary>Twelve hours of a shipper on the embedded service: 240 tasks, some of them failed.</summary>
internal static class Demo
{
    private const int TaskCount = 240;

    public static ShipperReference Shipper { get; } = new("demo-project", "app-logs", "to-oss");

    public static async Task<FakeLogService> StartAsync(CancellationToken cancellationToken)
    {
        var service = await FakeLogService.StartAsync(cancellationToken: cancellationToken);
        var shipper = service.AddShipper(Shipper);

        // Nobody fixes the role during the demo, so those tasks fail again.
        shipper.RetryOutcome = static task => task.Code == "UnAuthorized" ? ShipperTaskStatus.Fail : ShipperTaskStatus.Success;

        var step = TimeSpan.FromHours(12) / TaskCount;
        var start = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(12) + step;
        for (var i = 0; i < TaskCount; i++)
        {
            var (status, code, message) = OutcomeOf(i);
            shipper.AddTask(status, createdAt: start + (i * step), code: code, message: message);
        }

        return service;
    }

    // A moved bucket, a failure inside the service, a role without its grant, and now and then a failure with a message alone.
    private static (ShipperTaskStatus Status, string? Code, string? Message) OutcomeOf(int i) => i switch
    {
        >= 60 and < 72 => (ShipperTaskStatus.Fail, "InvalidOssBucket", "The bucket app-logs-archive does not exist or is in another region."),
        >= 120 and < 144 when i % 2 == 0 => (ShipperTaskStatus.Fail, "InternalServerError", "Internal server error."),
        >= 190 and < 199 => (ShipperTaskStatus.Fail, "UnAuthorized", "The role acs:ram::1234567890123456:role/aliyunlogdefaultrole may not write to the bucket."),
        _ when i % 79 == 5 => (ShipperTaskStatus.Fail, null, "PartitionFormat is not valid."),
        >= TaskCount - 2 => (ShipperTaskStatus.Running, null, null),
        _ => (ShipperTaskStatus.Success, null, null),
    };
}
