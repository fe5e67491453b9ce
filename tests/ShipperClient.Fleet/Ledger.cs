namespace ShipperClient.Fleet;

/// <summary>Compares the tries that the states have with the retries that the service received.</summary>
internal static class Ledger
{
    /// <summary>Adds whether no task was retried more often than its tries say, and how many tries were never sent.</summary>
    public static async Task AddAsync(FleetRun run, Verdict verdict, int atMostOneMore)
    {
        var received = run.Journal.Entries.SelectMany(static entry => entry.TaskIds.Select(id => (entry.Shipper, id))).GroupBy(static task => task).ToDictionary(static task => task.Key, static task => task.Count());
        var rows = await run.ReadAsync<string[]>(
            "SELECT coalesce(array_agg(shipper || ' ' || task.key || ' ' || (task.value->>'tries')), '{}') FROM shipper_worker_state, jsonb_each(state->'tasks') AS task");
        var counted = rows.Select(static row => row.Split(' ')).ToDictionary(
            static row => (ShipperReference.Parse(row[0]), row[1]), static row => int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture));

        var more = received.Count(task => task.Value > counted.GetValueOrDefault(task.Key));
        var fewer = counted.Sum(task => task.Value - received.GetValueOrDefault(task.Key));
        verdict.Add($"tasks retried more often than their tries say, of {received.Count} ({received.Values.Sum()} tries)", more, 0);
        verdict.Add("tries that were counted and never sent", fewer, atMostOneMore);
    }
}
