using System.Text;
using Npgsql;
using NpgsqlTypes;
using ShipperClient.Worker.Reports;
using ShipperClient.Worker.States;

namespace ShipperClient.Worker.Fleet;

/// <summary>The states of a fleet. Time is the database's, so the clocks of the instances do not matter.</summary>
internal sealed class PostgresRetryStateStore(FleetDatabase database, FleetSchema schema, DatabaseClock clock, FleetInstance instance) : IRetryStateStore
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    public TimeSpan? Lease => LeaseTime;

    public string? Problem => null;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await schema.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await clock.MeasureAsync(database.States, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ClaimResult> ClaimAsync(ShipperReference shipper, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO shipper_worker_state AS s (shipper, project, fence, owner, lease_until) VALUES ($1, $2, 1, $3, now() + $4)
            ON CONFLICT (shipper) DO UPDATE SET fence = s.fence + 1, owner = $3, lease_until = now() + $4 WHERE s.lease_until IS NULL OR s.lease_until < now()
            RETURNING fence, state::text
            """;
        var command = database.CreateCommand(Sql, shipper.ToString(), shipper.Project, instance.Id, LeaseTime);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    return new ClaimResult(new StateClaim(shipper, reader.GetInt64(0), RetryStateJson.Read(Encoding.UTF8.GetBytes(reader.GetString(1)))), TimeSpan.Zero);
                }
            }
        }

        return new ClaimResult(null, await ReadHeldForAsync(shipper, cancellationToken).ConfigureAwait(false));
    }

    public async Task SaveAsync(StateClaim claim, CancellationToken cancellationToken)
    {
        var command = database.CreateCommand("UPDATE shipper_worker_state SET state = $3, lease_until = now() + $4 WHERE shipper = $1 AND fence = $2", claim.Shipper.ToString(), claim.Fence);
        command.Parameters.Add(Json(claim));
        command.Parameters.Add(new NpgsqlParameter { Value = LeaseTime });
        await ExecuteFencedAsync(command, claim, cancellationToken).ConfigureAwait(false);
    }

    public Task RenewAsync(StateClaim claim, CancellationToken cancellationToken) => ExecuteFencedAsync(
        database.CreateCommand("UPDATE shipper_worker_state SET lease_until = now() + $3 WHERE shipper = $1 AND fence = $2", claim.Shipper.ToString(), claim.Fence, LeaseTime), claim, cancellationToken);

    public async Task ReleaseAsync(StateClaim claim, PassReport? report, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE shipper_worker_state SET state = $3, lease_until = NULL, passed_at = now(), outcome = $4, failed = $5, failed_again = $6, given_up = $7, last_data_at = $8, error = $9, error_type = $10
            WHERE shipper = $1 AND fence = $2
            """;
        var command = database.CreateCommand(
            report is null ? "UPDATE shipper_worker_state SET state = $3, lease_until = NULL WHERE shipper = $1 AND fence = $2" : Sql, claim.Shipper.ToString(), claim.Fence);
        command.Parameters.Add(Json(claim));
        if (report is not null)
        {
            Add(command, NpgsqlDbType.Smallint, (short)report.Outcome);
            Add(command, NpgsqlDbType.Integer, report.Failed);
            Add(command, NpgsqlDbType.Integer, report.FailedAgain);
            Add(command, NpgsqlDbType.Integer, report.GivenUp);
            Add(command, NpgsqlDbType.TimestampTz, report.LastDataReceivedAt?.UtcDateTime);
            Add(command, NpgsqlDbType.Text, report.Error);
            Add(command, NpgsqlDbType.Text, report.ErrorType);
        }

        await ExecuteFencedAsync(command, claim, cancellationToken).ConfigureAwait(false);
    }

    public async Task SetShippersAsync(IReadOnlyCollection<ShipperReference> shippers, IReadOnlyCollection<string> unknown, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO shipper_worker_state AS s (shipper, project) SELECT name, split_part(name, '/', 1) FROM unnest($1) AS name
            ON CONFLICT (shipper) DO UPDATE SET wanted = true WHERE NOT s.wanted;
            UPDATE shipper_worker_state AS s SET wanted = false
            WHERE wanted AND NOT EXISTS (SELECT FROM unnest($1) AS name WHERE name = s.shipper) AND NOT EXISTS (SELECT FROM unnest($2) AS scope WHERE starts_with(s.shipper, scope || '/'));
            DELETE FROM shipper_worker_state WHERE NOT wanted AND (lease_until IS NULL OR lease_until < now()) AND coalesce(passed_at, '-infinity') < now() - interval '3 days';
            """;
        foreach (var statement in Sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var command = database.CreateCommand(statement);
            await using (command.ConfigureAwait(false))
            {
                if (statement.Contains("$1", StringComparison.Ordinal))
                {
                    command.Parameters.Add(new NpgsqlParameter { Value = shippers.Select(static shipper => shipper.ToString()).ToArray() });
                }

                if (statement.Contains("$2", StringComparison.Ordinal))
                {
                    command.Parameters.Add(new NpgsqlParameter { Value = unknown.ToArray() });
                }

                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object? value) => command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });

    private static NpgsqlParameter Json(StateClaim claim) => new() { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = RetryStateJson.Write(claim.State) };

    private static async Task ExecuteFencedAsync(NpgsqlCommand command, StateClaim claim, CancellationToken cancellationToken)
    {
        await using (command.ConfigureAwait(false))
        {
            if (await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 0)
            {
                throw new FenceLostException(claim.Shipper);
            }
        }
    }

    private async Task<TimeSpan> ReadHeldForAsync(ShipperReference shipper, CancellationToken cancellationToken)
    {
        var command = database.CreateCommand("SELECT greatest(lease_until - now(), interval '0') + interval '100 milliseconds' FROM shipper_worker_state WHERE shipper = $1", shipper.ToString());
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is TimeSpan left ? left : TimeSpan.FromMilliseconds(100);
        }
    }
}
