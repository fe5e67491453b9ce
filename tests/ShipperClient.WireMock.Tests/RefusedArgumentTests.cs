using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>What the client refuses costs no request: the journal knows only of the call after it.</summary>
public sealed class RefusedArgumentTests(WireMockServer server) : WireMockTest(server)
{
    [Fact]
    public async Task Nothing_is_sent_for_a_refused_argument()
    {
        var scenario = Open("refused-arguments");
        var client = scenario.Client();
        var (shipper, query) = (scenario.Shipper, scenario.Query);
        Func<Task>[] refused =
        [
            () => client.GetShipperStatusAsync(null!),
            () => client.GetShipperStatusAsync(query with { Shipper = null! }),
            () => client.GetShipperStatusAsync(query with { From = query.To }),
            () => client.GetShipperStatusAsync(query with { From = query.From.AddSeconds(-1) }),
            () => client.GetShipperStatusAsync(query with { From = query.From.AddHours(-1), To = query.To.AddHours(-1) }),
            () => client.GetShipperStatusAsync(query with { Offset = -1 }),
            () => client.GetShipperStatusAsync(query with { Size = 0 }),
            () => client.GetShipperStatusAsync(query with { Size = ShipperStatusQuery.MaxSize + 1 }),
            () => client.GetShipperStatusAsync(query with { Status = ShipperTaskStatus.Unknown }),
            () => client.RetryShipperTasksAsync(null!, ["task-id-1"]),
            () => client.RetryShipperTasksAsync(shipper, null!),
            () => client.RetryShipperTasksAsync(shipper, []),
            () => client.RetryShipperTasksAsync(shipper, ["task-id-1", " "]),
            () => client.RetryShipperTasksAsync(shipper, [.. Enumerable.Range(1, LogServiceClient.MaxTaskIdsPerRetry + 1).Select(number => $"task-id-{number}")]),
            () => client.RetryShipperTasksAsync(shipper with { Logstore = "../other" }, ["task-id-1"]),
            () => client.ListLogstoresAsync(shipper.Project, offset: -1),
            () => client.ListShippersAsync(shipper.Project, "a/b"),
        ];

        foreach (var call in refused)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(call);
        }

        await client.GetShipperStatusAsync(query);

        Assert.Single(await scenario.JournalAsync());
    }
}
