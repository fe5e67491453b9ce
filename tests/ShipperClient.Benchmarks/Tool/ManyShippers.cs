using ShipperClient.Testing;

namespace ShipperClient.Benchmarks;

/// <summary>
/// `many-shippers`: an embedded Log Service to measure the command `shipper` on, until its input ends. The project <c>many</c> has 500 shippers, and each of
/// its responses takes 5 ms; the shipper <c>large/app/oss</c> has 100,000 tasks; <c>small/app/oss</c> has 240.
/// </summary>
internal static class ManyShippers
{
    public static async Task<int> RunAsync()
    {
        await using var service = await FakeLogService.StartAsync(new FakeLogServiceOptions { Credentials = new LogServiceCredentials("shipper-emulator", "shipper-emulator-key") });
        var start = DateTimeOffset.UtcNow.AddHours(-1);
        for (var i = 0; i < 500; i++)
        {
            var shipper = service.AddShipper(new ShipperReference("many", $"logstore-{i / 10}", $"shipper-{i}"));
            shipper.AddTasks(20, ShipperTaskStatus.Success, start, TimeSpan.FromMinutes(1));
            shipper.AddTasks(i % 3, ShipperTaskStatus.Fail, start, TimeSpan.FromMinutes(1), "InvalidOssBucket", "The bucket does not exist.");
        }

        service.AddShipper(new ShipperReference("large", "app", "oss")).AddTasks(100_000, ShipperTaskStatus.Fail, start, TimeSpan.FromMilliseconds(20), "InternalServerError", "Internal server error.");
        service.AddShipper(new ShipperReference("small", "app", "oss")).AddTasks(240, ShipperTaskStatus.Success, start, TimeSpan.FromSeconds(10));
        service.FailNext(FakeFault.Latency(TimeSpan.FromMilliseconds(5)), count: int.MaxValue, when: static request => request.Shipper?.Project == "many" || request.Path == "/logstores");
        Console.WriteLine(service.BaseAddress.GetLeftPart(UriPartial.Authority));
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
