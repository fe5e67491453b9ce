using System.Text;
using FsCheck.Fluent;

namespace ShipperClient.Tests.Hostile;

/// <summary>What the loops over the calls make of responses that should not be sent: their items, or a typed error, and no sum that overflows.</summary>
public sealed class LoopPropertyTests
{
    private static readonly Dictionary<string, Func<LogServiceClient, int, CancellationToken, Task>> Loops = new(StringComparer.Ordinal)
    {
        ["tasks"] = static async (client, offset, token) => await client.ListShipperTasksAsync(Window(client) with { Offset = offset }, token).CountAsync(token),
        ["Logstores"] = static async (client, _, token) => await client.ListAllLogstoresAsync("p", token).CountAsync(token),
        ["shippers"] = static async (client, _, token) => await client.ListAllShippersAsync("p", "l", token).CountAsync(token),
        ["references"] = static async (client, _, token) => await client.ListShipperReferencesAsync("p", token).CountAsync(token),
        ["retry"] = static async (client, _, token) =>
            await client.RetryFailedShipperTasksAsync(Sample.Shipper, Window(client).From, Window(client).To, cancellationToken: token).CountAsync(token),
        ["wait"] = static async (client, _, token) =>
            await client.WaitForShipperTasksAsync(Sample.Shipper, ["a", "1"], TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(3), token).CountAsync(token),
        ["summary"] = static (client, _, token) => client.SummarizeShipperAsync(Sample.Shipper, Window(client).From, Window(client).To, token),
    };

    public static TheoryData<string> LoopNames { get; } = [.. Loops.Keys];

    [Theory]
    [MemberData(nameof(LoopNames))]
    public Task Loop_ends_in_items_or_a_typed_error(string loop) => Property.HoldsAsync(
        Gen.Zip(HostileResponse.Plausible, Gen.Elements(0, 1, int.MaxValue - 1, int.MaxValue)),
        async response => await RunAsync(loop, response.Item1, response.Item2),
        count: 150,
        static response => response.Item1.Smaller().Select(smaller => (smaller, response.Item2)));

    [Fact]
    public Task Listing_ends_at_the_last_offset() =>
        RunAsync("tasks", Page("""{"total":2147483647,"tasks":[{"id":"a"}]}"""), offset: int.MaxValue);

    [Fact]
    public Task A_running_task_of_the_calendars_last_second_can_be_waited_for() =>
        RunAsync("wait", Page("""{"total":2,"tasks":[{"id":"a","taskStatus":"running","taskCreateTime":253402300799},{"id":"1","taskStatus":"running","taskCreateTime":1}]}"""));

    [Theory]
    [InlineData("../l")]
    [InlineData("a b")]
    [InlineData("l\\r\\nX-Evil: yes")]
    public async Task Listed_name_that_is_not_safe_is_a_protocol_error(string name)
    {
        foreach (var page in new[] { $$"""{"total":1,"logstores":["{{name}}"],"shipper":["s"]}""", $$"""{"total":1,"logstores":["l"],"shipper":["{{name}}"]}""" })
        {
            var error = Assert.IsType<LogServiceProtocolException>(await RunAsync("references", Page(page)));
            Assert.Contains("is not safe to put into an address", error.Message, StringComparison.Ordinal);
        }
    }

    private static HostileResponse Page(string body) => new(200, Encoding.UTF8.GetBytes(body), []);

    private static async Task<Exception?> RunAsync(string loop, HostileResponse response, int offset = 0)
    {
        using var service = new CannedService { Reply = response };
        service.Clock.AutoFire = static due => due < TimeSpan.FromSeconds(9);

        // A service that says there is always more is gone on with for as long as the caller likes.
        using var enough = new CancellationTokenSource();
        service.Arrived = count =>
        {
            if (count == 25)
            {
                enough.Cancel();
            }
        };
        var error = await Record.ExceptionAsync(() => Loops[loop](service.Client, offset, enough.Token));
        Assert.True(
            error is null or LogServiceException || (error is OperationCanceledException && enough.IsCancellationRequested) || (error is TimeoutException && loop == "wait"), error?.ToString());
        return error;
    }

    private static ShipperStatusQuery Window(LogServiceClient client) => new(Sample.Shipper, client.Clock.GetUtcNow().AddHours(-1), client.Clock.GetUtcNow());
}
