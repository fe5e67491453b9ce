using Microsoft.Extensions.Options;
using ShipperClient.Worker.Gates;
using ShipperClient.Worker.Reports;

namespace ShipperClient.Worker.Fleet;

/// <summary>The gate of a fleet: the time of a project's next request is one row, by the database's clock (GCRA without a burst).</summary>
internal sealed class PostgresProjectGate(FleetDatabase database, IOptions<RetryWorkerOptions> options, TimeProvider time) : IProjectGate
{
    // Nobody reserves a place further ahead: an instance that dies would leave a gap of that length.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _spacing = options.Value.RequestsPerSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1) / options.Value.RequestsPerSecond;

    public async Task<Admission> WaitAsync(string project, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        TimeSpan? wait;
        while ((wait = await TryReserveAsync(project, cancellationToken).ConfigureAwait(false)) is null)
        {
            await Task.Delay(LongestWait / 2, time, cancellationToken).ConfigureAwait(false);
            start = time.GetTimestamp();
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait.Value, time, cancellationToken).ConfigureAwait(false);
        }

        // The database read its clock after the start: the place is no earlier than this.
        return new Admission(start + (long)(Math.Max(wait.Value.TotalSeconds, 0) * time.TimestampFrequency), _spacing);
    }

    public async Task HoldAsync(string project, TimeSpan holdTime, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO shipper_worker_project AS p (project, next_at, held_until) VALUES ($1, clock_timestamp() + $2, clock_timestamp() + $2)
            ON CONFLICT (project) DO UPDATE SET next_at = greatest(p.next_at, clock_timestamp() + $2), held_until = greatest(p.held_until, clock_timestamp() + $2)
            """;
        var command = database.CreateCommand(Sql, project, holdTime);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<HeldProject>> GetHeldAsync(CancellationToken cancellationToken)
    {
        var command = database.CreateCommand("SELECT project, held_until FROM shipper_worker_project WHERE held_until > clock_timestamp() ORDER BY project");
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                List<HeldProject> held = [];
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    held.Add(new HeldProject(reader.GetString(0), await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken).ConfigureAwait(false)));
                }

                return held;
            }
        }
    }

    private async Task<TimeSpan?> TryReserveAsync(string project, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO shipper_worker_project AS p (project, next_at) VALUES ($1, clock_timestamp() + $2)
            ON CONFLICT (project) DO UPDATE SET next_at = greatest(p.next_at, clock_timestamp()) + $2 WHERE p.next_at < clock_timestamp() + $3
            RETURNING next_at - $2 - clock_timestamp()
            """;
        var command = database.CreateCommand(Sql, project, _spacing, LongestWait);
        await using (command.ConfigureAwait(false))
        {
            return (TimeSpan?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
