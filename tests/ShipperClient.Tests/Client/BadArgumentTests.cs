namespace ShipperClient.Tests.Client;

/// <summary>Each bad argument throws at the call, and no request leaves.</summary>
public class BadArgumentTests
{
    public static TheoryData<string, Func<ShipperStatusQuery, DateTimeOffset, ShipperStatusQuery>, string> BadQueries => new()
    {
        { "from = to", (query, _) => query with { To = query.From }, "From" },
        { "from > to", (query, _) => query with { From = query.To.AddSeconds(1) }, "From" },
        { "from = to after truncation", (query, _) => query with { From = query.To.AddMilliseconds(1), To = query.To.AddMilliseconds(999) }, "whole seconds" },
        { "span over the look-back", (query, now) => query with { From = now.AddHours(-1), To = now.AddHours(23).AddSeconds(1) }, "StatusLookback" },
        { "from older than the look-back and its grace", (query, now) => query with { From = now.AddHours(-24).AddSeconds(-61), To = now.AddHours(-20) }, "StatusLookback" },
        { "offset -1", (query, _) => query with { Offset = -1 }, "Offset" },
        { "size 0", (query, _) => query with { Size = 0 }, "500" },
        { "size 501", (query, _) => query with { Size = 501 }, "500" },
        { "status Unknown", (query, _) => query with { Status = ShipperTaskStatus.Unknown }, "Status" },
        { "status 42", (query, _) => query with { Status = (ShipperTaskStatus)42 }, "Status" },
        { "no shipper", (query, _) => query with { Shipper = null! }, "Shipper" },
        { "no query", (_, _) => null!, "query" },
    };

    public static TheoryData<string, IReadOnlyCollection<string>?, string> BadIds => new()
    {
        { "0 ids", [], "1 to 10" },
        { "11 ids", [.. Enumerable.Range(0, 11).Select(i => $"id-{i}")], "RetryShipperTasksInBatchesAsync" },
        { "null list", null, "taskIds" },
        { "null id", ["id", null!], "position 1" },
        { "empty id", [""], "position 0" },
        { "blank id", ["id", "id", " \t"], "position 2" },
    };

    public static TheoryData<string> UnsafeNames =>
        ["", new string('a', 129), "../x", "a/b", "a?x=1", "a#b", "a%2Fb", "a\r\nx-log-evil:1", "日志", "a b", "a.b", "a:b", "a@b"];

    [Theory]
    [MemberData(nameof(BadQueries))]
    public async Task A_bad_query_is_refused_before_anything_is_sent(string what, Func<ShipperStatusQuery, DateTimeOffset, ShipperStatusQuery> spoil, string part)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client();

        // At the call: not in the task that it returns.
        var exception = Assert.ThrowsAny<ArgumentException>(() => { _ = client.GetShipperStatusAsync(spoil(fixture.Query, fixture.Clock.GetUtcNow())); });

        Assert.Equal("query", exception.ParamName);
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        Assert.True(fixture.Requests.Count == 0, what);
    }

    [Theory]
    [MemberData(nameof(BadIds))]
    public async Task Bad_ids_are_refused_before_anything_is_sent(string what, IReadOnlyCollection<string>? ids, string part)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client();

        var exception = Assert.ThrowsAny<ArgumentException>(() => { _ = client.RetryShipperTasksAsync(Sample.Shipper, ids!); });

        Assert.Equal("taskIds", exception.ParamName);
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        Assert.True(fixture.Requests.Count == 0, what);
    }

    [Fact]
    public async Task A_missing_shipper_is_refused_before_anything_is_sent()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client();

        Assert.Equal("shipper", Assert.Throws<ArgumentNullException>(() => { _ = client.RetryShipperTasksAsync(null!, ["id"]); }).ParamName);
        Assert.Empty(fixture.Requests);
    }

    [Theory]
    [MemberData(nameof(UnsafeNames))]
    public async Task Unsafe_name_is_refused_before_anything_is_sent(string name)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client();

        Func<ShipperReference>[] references =
        [
            () => new ShipperReference(name, "logstore", "shipper"),
            () => new ShipperReference("project", name, "shipper"),
            () => new ShipperReference("project", "logstore", name),
            () => Sample.Shipper with { Project = name },
            () => Sample.Shipper with { Logstore = name },
            () => Sample.Shipper with { Name = name },
        ];
        string[] parameters = ["Project", "Logstore", "Name", "Project", "Logstore", "Name"];
        for (var i = 0; i < references.Length; i++)
        {
            var exception = Assert.Throws<ArgumentException>(() =>
            {
                var shipper = references[i]();
                _ = client.GetShipperStatusAsync(fixture.Query with { Shipper = shipper });
                _ = client.RetryShipperTasksAsync(shipper, ["id"]);
            });
            Assert.Equal(parameters[i], exception.ParamName);
        }

        Assert.Empty(fixture.Requests);
    }

    [Fact]
    public async Task The_window_is_accepted_up_to_its_limits()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var now = fixture.Clock.GetUtcNow();
        var client = fixture.Client();

        await client.GetShipperStatusAsync(new ShipperStatusQuery(Sample.Shipper, now.AddHours(-24).AddSeconds(-60), now.AddSeconds(-60)) { Size = 500 });
        await client.GetShipperStatusAsync(new ShipperStatusQuery(Sample.Shipper, now.AddSeconds(-1), now) { Size = 1 });

        Assert.Equal(2, fixture.Requests.Count);
    }
}
