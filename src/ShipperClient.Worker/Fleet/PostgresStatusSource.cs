using Npgsql;
using ShipperClient.Worker.Reports;

namespace ShipperClient.Worker.Fleet;

/// <summary>The status of the whole fleet, as its instances have last saved it.</summary>
internal sealed class PostgresStatusSource(FleetDatabase database) : IStatusSource
{
    public async Task<StatusTotals> ReadTotalsAsync(CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT count(*)::int, (count(*) FILTER (WHERE outcome = 0))::int, (count(*) FILTER (WHERE outcome = 3))::int, (count(*) FILTER (WHERE outcome = 2))::int,
                   coalesce(sum(failed - given_up), 0)::int, coalesce(sum(given_up), 0)::int, min(passed_at)
            FROM shipper_worker_state WHERE wanted
            """;
        var command = database.CreateCommand(Sql);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return new StatusTotals(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5), Time(reader, 6));
            }
        }
    }

    public async Task<IReadOnlyList<PassReport>> ReadWorstAsync(int count, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT shipper, outcome, failed, failed_again, given_up, last_data_at, passed_at, error, error_type FROM shipper_worker_state WHERE wanted
            ORDER BY outcome DESC, given_up DESC, failed_again DESC, last_data_at ASC NULLS FIRST, shipper LIMIT $1
            """;
        var command = database.CreateCommand(Sql, count);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                List<PassReport> reports = [];
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    reports.Add(new PassReport(ShipperReference.Parse(reader.GetString(0)))
                    {
                        Outcome = (PassOutcome)reader.GetInt16(1),
                        Failed = reader.GetInt32(2),
                        FailedAgain = reader.GetInt32(3),
                        GivenUp = reader.GetInt32(4),
                        LastDataReceivedAt = Time(reader, 5),
                        PassedAt = Time(reader, 6),
                        Error = Text(reader, 7),
                        ErrorType = Text(reader, 8),
                    });
                }

                return reports;
            }
        }
    }

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : new DateTimeOffset(reader.GetDateTime(column), TimeSpan.Zero);

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
