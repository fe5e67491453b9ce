using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Reports;

public sealed class StatusReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Status_of_a_shipper_agrees_with_itself_while_its_tasks_change()
    {
        using var client = new ChangingClient();
        var window = new Window(Now.AddHours(-4), Now, TimeZoneInfo.Utc);

        var status = await new StatusReader(client).ReadAsync([Target.Parse(Scene.Shipper.ToString())], window, static (_, _) => { }, TestContext.Current.CancellationToken);

        var report = Assert.Single(status.Shippers);
        var statistics = report.Health!.Statistics;
        Assert.Equal((statistics.Success, statistics.Running, statistics.Fail), (report.Health!.Timeline!.Sum(static hour => hour.Success), report.Health!.Timeline!.Sum(static hour => hour.Running), report.Health!.Timeline!.Sum(static hour => hour.Fail)));
        Assert.Equal(statistics.Fail, report.Health!.Failures.Sum(static group => group.Count));
        Assert.True(statistics.Fail > 0);
        Assert.Equal(4, report.Health!.Timeline!.Count);
    }

    /// <summary>A shipper with one failed task more in each response than in the one before.</summary>
    private sealed class ChangingClient : LogServiceClient
    {
        private int _calls;

        public override TimeProvider Clock => TimeProvider.System;

        public override TimeSpan StatusLookback => TimeSpan.FromHours(24);

        public override Task<ShipperStatusPage> GetShipperStatusAsync(ShipperStatusQuery query, CancellationToken cancellationToken = default)
        {
            var failed = 2 + _calls++;
            List<ShipperTask> tasks =
            [
                .. Enumerable.Range(0, failed).Select(static i => new ShipperTask { Id = $"fail-{i}", Status = ShipperTaskStatus.Fail, FailureReason = ShipperFailureReason.Unknown, CreatedAt = Now.AddMinutes(-10 * (i + 1)) }),
                new ShipperTask { Id = "success", Status = ShipperTaskStatus.Success, CreatedAt = Now.AddHours(-3) },
            ];
            var listed = tasks.Where(task => query.Status is null || task.Status == query.Status).Skip(query.Offset).Take(query.Size).ToList();
            return Task.FromResult(new ShipperStatusPage(listed.Count, listed.Count, new ShipperTaskStatistics(0, 1, failed), listed));
        }
    }
}
