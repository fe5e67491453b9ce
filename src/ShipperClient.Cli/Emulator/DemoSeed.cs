using ShipperClient.Testing;

namespace ShipperClient.Cli.Emulator;

/// <summary>The project demo: five shippers, each in a state of its own, with tasks of the last twelve hours. The same at every start but for the time.</summary>
internal static class DemoSeed
{
    public const string Name = "demo";

    private const int TaskCount = 240;

    private static readonly TimeSpan Night = TimeSpan.FromHours(12);

    public static void AddTo(FakeLogService service, DateTimeOffset now)
    {
        Add(service, "app", "oss", now, App);
        Add(service, "app", "maxcompute", now, MaxCompute);
        Add(service, "nginx", "oss", now, Nginx);
        Add(service, "web", "oss", now, static i => i >= TaskCount - 2 ? Running : Success);
        // No data was received here for five hours.
        Add(service, "web", "archive", now - TimeSpan.FromHours(5), static _ => Success);
        service.AddLogstore(Name, "audit");
    }

    private static readonly Outcome Success = new(ShipperTaskStatus.Success);
    private static readonly Outcome Running = new(ShipperTaskStatus.Running);

    // A bucket that was moved, half an hour of service errors, a role that lost its permission, and now and then another failure.
    private static Outcome App(int i) => i switch
    {
        >= 132 and < 144 => Outcome.Failed("InvalidOssBucket", "The bucket app-logs-archive does not exist or is in another region."),
        >= 170 and < 190 when i % 2 == 0 => Outcome.Failed("InternalServerError", "Internal server error."),
        >= 208 and < 217 => Outcome.Failed("UnAuthorized", "The role acs:ram::1234567890123456:role/aliyunlogdefaultrole may not write to the bucket."),
        _ when i % 79 == 5 => Outcome.Failed(null, "PartitionFormat is not valid."),
        >= TaskCount - 2 => Running,
        _ => Success,
    };

    private static Outcome MaxCompute(int i) => i % 60 == 59
        ? Outcome.Failed(null, "MaxCompute table demo.app: the columns do not match the configured fields.")
        : i >= TaskCount - 1 ? Running : Success;

    private static Outcome Nginx(int i) => i is >= 190 and < 194 ? Outcome.Failed("ConfigNotExist", "日志投递已停用：请重新启用投递配置后再重试。") : Success;

    private static void Add(FakeLogService service, string logstore, string name, DateTimeOffset end, Func<int, Outcome> outcomeOf)
    {
        var shipper = service.AddShipper(new ShipperReference(Name, logstore, name));
        // The role and the table stay wrong while the emulator runs, so those tasks fail again.
        shipper.RetryOutcome = static task => task.Code == "UnAuthorized" || task.Message?.StartsWith("MaxCompute", StringComparison.Ordinal) == true
            ? ShipperTaskStatus.Fail
            : ShipperTaskStatus.Success;
        var step = Night / TaskCount;
        for (var i = 0; i < TaskCount; i++)
        {
            var (status, code, message) = outcomeOf(i);
            shipper.AddTask(status, createdAt: end - Night + ((i + 1) * step), code: code, message: message);
        }
    }

    private readonly record struct Outcome(ShipperTaskStatus Status, string? Code = null, string? Message = null)
    {
        public static Outcome Failed(string? code, string message) => new(ShipperTaskStatus.Fail, code, message);
    }
}
