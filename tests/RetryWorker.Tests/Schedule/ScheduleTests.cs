using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Quartz;
using RetryWorker.Tests.Support;
using ShipperClient;
using ShipperClient.Testing;
using ShipperClient.Worker;
using ShipperClient.Worker.Reports;
using ShipperClient.Worker.Schedule;

namespace RetryWorker.Tests.Schedule;

/// <summary>Which shippers have a trigger, and when their passes run.</summary>
public class ScheduleTests
{
    [Fact]
    public async Task Shippers_of_a_project_and_of_a_Logstore_join_and_leave()
    {
        await using var worker = await WorkerFixture.StartAsync(("Shippers:0", "first"), ("Shippers:1", "second/logs"), ("Shippers:2", "third/logs/named"));
        Add(worker, "first/a/x", "first/b/y", "second/logs/z", "second/other/not-named");
        Assert.Equal(["first/a/x", "first/b/y", "second/logs/z", "third/logs/named"], await FindAsync(worker), StringComparer.Ordinal);

        Add(worker, "first/c/new");
        Assert.Equal(["first/a/x", "first/b/y", "first/c/new", "second/logs/z", "third/logs/named"], await FindAsync(worker), StringComparer.Ordinal);

        await worker.RestartAsync(("Shippers:0", "second/logs"));
        Assert.Equal(["second/logs/z"], await FindAsync(worker), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Shippers_of_a_project_that_cannot_be_listed_stay()
    {
        await using var worker = await WorkerFixture.StartAsync(("Shippers:0", "first"), ("Shippers:1", "second"));
        Add(worker, "first/a/x", "second/b/y");
        await FindAsync(worker);

        worker.Service.FailNext(
            FakeFault.Error(System.Net.HttpStatusCode.Forbidden, LogServiceErrorCodes.Unauthorized), when: static request => request.Host.StartsWith("first", StringComparison.Ordinal));

        Assert.Equal(["first/a/x", "second/b/y"], await FindAsync(worker), StringComparer.Ordinal);
        Assert.Contains(worker.Logs, static log => log.Id == 12 && log.Text.StartsWith("The shippers of first could not be listed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Thousand_shippers_are_scheduled_once_and_a_changed_interval_reschedules_them()
    {
        var names = Enumerable.Range(0, 1_200).Select(static i => ($"Shippers:{i}", $"project-{i % 7}/logs/to-oss-{i}")).ToArray();
        await using var worker = await WorkerFixture.StartAsync(names);
        await worker.StartWorkerAsync();
        var scheduler = await worker.Get<ISchedulerFactory>().GetScheduler();
        var triggers = worker.Get<ShipperTriggers>();

        Assert.Equal((1_200, 0), await triggers.SetAsync(scheduler, worker.Get<ShipperCatalogue>().Shippers, [], CancellationToken.None));
        Assert.Equal((0, 0), await triggers.SetAsync(scheduler, worker.Get<ShipperCatalogue>().Shippers, [], CancellationToken.None));

        var other = new ShipperTriggers(Options.Create(new RetryWorkerOptions { Interval = TimeSpan.FromMinutes(1) }), worker.Get<IOptions<FleetOptions>>());
        Assert.Equal((1_200, 0), await other.SetAsync(scheduler, worker.Get<ShipperCatalogue>().Shippers, [], CancellationToken.None));
    }

    [Fact]
    public async Task Hosted_worker_runs_passes_every_interval_and_stops_after_so_many()
    {
        await using var worker = await WorkerFixture.StartAsync(("Interval", "00:00:01"), ("Passes", "2"));
        worker.Tasks.AddTask(ShipperTaskStatus.Success);
        var services = worker.Get<IEnumerable<IHostedService>>().ToList();

        foreach (var service in services)
        {
            await service.StartAsync(CancellationToken.None);
        }

        // A scheduler that finds nothing due looks again after its idle time, which does not pass on its own.
        var passes = worker.LoggedAsync("Pass 2: 1 shippers");
        while (await Task.WhenAny(passes, Task.Delay(TimeSpan.FromSeconds(1))) != passes)
        {
            worker.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        await passes;
        foreach (var service in services.AsEnumerable().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        Assert.True(worker.Lifetime.IsStopped);
    }

    private static void Add(WorkerFixture worker, params string[] shippers)
    {
        foreach (var shipper in shippers)
        {
            worker.Service.AddShipper(ShipperReference.Parse(shipper));
        }
    }

    // What the catalogue's job does, without waiting for its trigger.
    private static async Task<IEnumerable<string>> FindAsync(WorkerFixture worker)
    {
        var scheduler = await worker.Get<ISchedulerFactory>().GetScheduler();
        await CatalogueJob.ScheduleAsync(scheduler, new RetryWorkerOptions(), CancellationToken.None);
        await worker.Get<CatalogueJob>().RunAsync(scheduler, CancellationToken.None);
        var page = await scheduler.QueryTriggers(new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupEquals("shippers"), Take = 100 });
        Assert.Equal(page.Items.Count, worker.Get<ShipperCatalogue>().Shippers.Count);
        return page.Items.Select(static trigger => trigger.Key.Name).Order(StringComparer.Ordinal);
    }
}
