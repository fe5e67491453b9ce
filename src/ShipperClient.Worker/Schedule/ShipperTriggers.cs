using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Quartz;

namespace ShipperClient.Worker.Schedule;

/// <summary>The triggers of the scheduler: one for each shipper, on one job for each project.</summary>
internal sealed class ShipperTriggers(IOptions<RetryWorkerOptions> options, IOptions<FleetOptions> fleet)
{
    /// <summary>The start of the execution group of each project.</summary>
    public const string ProjectGroupPrefix = "project:";

    // The scheduler holds its lock for as long as a batch takes.
    private const int BatchSize = 500;

    private const string Group = "shippers";

    private readonly TimeSpan _interval = options.Value.Interval;

    // Kept with each trigger, so that a changed interval is noticed.
    private string Description => _interval.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>Brings the stored triggers in line with the shippers. What belongs to a name that could not be listed stays as it is.</summary>
    /// <returns>How many shippers have joined and left.</returns>
    public async Task<(int Joined, int Left)> SetAsync(
        IScheduler scheduler, IReadOnlySet<ShipperReference> shippers, IReadOnlyCollection<string> unknown, CancellationToken cancellationToken)
    {
        var stored = await ReadAsync(scheduler, cancellationToken).ConfigureAwait(false);
        var joined = shippers.Where(shipper => !stored.TryGetValue(shipper.ToString(), out var interval) || interval != Description).ToList();
        foreach (var batch in joined.Chunk(BatchSize))
        {
            var now = scheduler.TimeProvider.GetUtcNow();
            var jobs = batch.GroupBy(static shipper => shipper.Project, StringComparer.Ordinal).ToDictionary(
                static project => JobBuilder.Create<ShipperJob>().WithIdentity(project.Key, Group).StoreDurably().RequestRecovery().Build(),
                project => (IReadOnlyCollection<ITrigger>)[.. project.Select(shipper => Create(shipper, now))]);
            await scheduler.ScheduleJobs(jobs, new ScheduleJobOptions { Replace = true }, cancellationToken).ConfigureAwait(false);
        }

        var wanted = shippers.Select(static shipper => shipper.ToString()).ToHashSet(StringComparer.Ordinal);
        var left = stored.Keys.Where(name => !wanted.Contains(name) && !unknown.Any(scope => name.StartsWith(scope + '/', StringComparison.Ordinal))).ToList();
        foreach (var batch in left.Chunk(BatchSize))
        {
            await scheduler.UnscheduleJobs([.. batch.Select(static name => new TriggerKey(name, Group))], cancellationToken).ConfigureAwait(false);
        }

        return (joined.Count, left.Count);
    }

    private static async Task<Dictionary<string, string?>> ReadAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        Dictionary<string, string?> triggers = new(StringComparer.Ordinal);
        var query = new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupEquals(Group), Take = BatchSize };
        while (true)
        {
            var page = await scheduler.QueryTriggers(query, cancellationToken).ConfigureAwait(false);
            foreach (var trigger in page.Items)
            {
                triggers[trigger.Key.Name] = trigger.Description;
            }

            if (!page.HasMore)
            {
                return triggers;
            }

            query = query with { Skip = query.Skip + page.Items.Count };
        }
    }

    private ITrigger Create(ShipperReference shipper, DateTimeOffset now) => TriggerBuilder.Create()
        .WithIdentity(shipper.ToString(), Group)
        .WithDescription(Description)
        .WithExecutionGroup(ProjectGroupPrefix + shipper.Project)
        .ForJob(shipper.Project, Group)
        .StartAt(fleet.Value.IsEnabled ? NextSlot(shipper, now) : now)
        .WithSimpleSchedule(schedule => schedule.WithInterval(_interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
        .Build();

    // A fleet's shippers are spread over the interval, each at an offset of its own that every instance finds alike. A single process starts with a pass.
    private DateTimeOffset NextSlot(ShipperReference shipper, DateTimeOffset now)
    {
        var offset = (long)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(shipper.ToString()))) % (ulong)_interval.Ticks);
        var slot = now.UtcTicks - (now.UtcTicks % _interval.Ticks) + offset;
        return new DateTimeOffset(slot > now.UtcTicks ? slot : slot + _interval.Ticks, TimeSpan.Zero);
    }
}
