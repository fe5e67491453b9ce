using ShipperClient.WireMock.Tests.Support;

namespace ShipperClient.WireMock.Tests;

/// <summary>An argument that the client refuses costs no request: the log has the call after it alone.</summary>
public sealed class RefusedArgumentTests(WireMockFixture fixture) : WireMockTest(fixture)
{
    [Fact]
    public async Task Nothing_is_sent_for_a_refused_argument()
    {
        Server.Given(Get).WithTitle("page").RespondWith(Json(Page));
        var (client, shipper, query) = (Client(), Shipper, Query);
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
            () => client.RetryShipperTasksAsync(shipper, [.. Enumerable.Range(1, LogServiceClient.MaxTaskIdsPerRetry + 1).Select(static number => $"task-id-{number}")]),
            () => client.RetryShipperTasksAsync(shipper with { Logstore = "../other" }, ["task-id-1"]),
            () => client.ListLogstoresAsync(shipper.Project, offset: -1),
            () => client.ListShippersAsync(shipper.Project, "a/b"),
        ];

        foreach (var call in refused)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(call);
        }

        await client.GetShipperStatusAsync(query);

        Assert.Single(Requests);
    }
}
