using Moq;
using NSubstitute;

namespace ShipperClient.Tests.Extensions;

/// <summary>The loops run on what mock libraries make: a client whose clock is null and whose look-back is zero, and whose calls match by equality.</summary>
public class MockLibraryTests
{
    private static readonly DateTimeOffset From = Sample.Now.AddHours(-6);
    private static readonly ShipperStatusQuery Window = new(Sample.Shipper, From, Sample.Now) { Size = ShipperStatusQuery.MaxSize };

    public static TheoryData<string, LogServiceClient> Clients => new() { { nameof(NSubstitute), Substitute() }, { nameof(Moq), Mock() } };

    [Theory]
    [MemberData(nameof(Clients))]
    public void A_mock_has_no_clock_and_no_look_back(string library, LogServiceClient client)
    {
        Assert.NotEmpty(library);
        Assert.Null(client.Clock);
        Assert.Equal(TimeSpan.Zero, client.StatusLookback);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Every_page_is_asked_for_with_a_query_that_equals_the_expected_one(string library, LogServiceClient client)
    {
        var tasks = await client.ListShipperTasksAsync(Window with { Status = ShipperTaskStatus.Fail }, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["fail-0", "fail-1", "fail-2"], tasks.ConvertAll(task => task.Id));
        Assert.NotEmpty(library);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Names_and_shippers_are_listed(string library, LogServiceClient client)
    {
        Assert.NotEmpty(library);
        Assert.Equal(["logstore"], await client.ListAllLogstoresAsync("p", TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["shipper"], await client.ListAllShippersAsync("p", "logstore", TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal([new ShipperReference("p", "logstore", "shipper")], await client.ListShipperReferencesAsync("p", TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Tasks_are_retried_and_summarized_and_waited_for(string library, LogServiceClient client)
    {
        Assert.NotEmpty(library);
        var failed = Assert.Single(await client.RetryFailedShipperTasksAsync(Sample.Shipper, From, Sample.Now, cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        var given = Assert.Single(await client.RetryShipperTasksInBatchesAsync(Sample.Shipper, ["a"], cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        var summary = await client.SummarizeShipperAsync(Sample.Shipper, From, Sample.Now, TestContext.Current.CancellationToken);
        var waited = await client.WaitForShipperTasksAsync(Sample.Shipper, ["done"], TimeSpan.FromSeconds(1), TimeSpan.Zero, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["fail-0", "fail-1", "fail-2"], failed.TaskIds);
        Assert.True(failed.Succeeded && given.Succeeded);
        Assert.Equal(3, summary.Failures.Sum(group => group.Count));
        Assert.NotNull(summary.Lag); // from the system's clock
        Assert.Equal(ShipperTaskStatus.Success, Assert.Single(waited).Status);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_wait_lists_the_last_24_hours(string library, LogServiceClient client)
    {
        Assert.NotEmpty(library);
        await client.WaitForShipperTasksAsync(Sample.Shipper, ["done"], TimeSpan.FromSeconds(1), TimeSpan.Zero, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Contains(ShipperStatusQuery.Last(Sample.Shipper, TimeSpan.FromHours(24)) with { Size = ShipperStatusQuery.MaxSize }, Queries(client));
    }

    private static IEnumerable<ShipperStatusQuery> Queries(LogServiceClient client) => client is IMocked<LogServiceClient> mocked
        ? mocked.Mock.Invocations.SelectMany(call => call.Arguments).OfType<ShipperStatusQuery>()
        : client.ReceivedCalls().SelectMany(call => call.GetArguments()).OfType<ShipperStatusQuery>();

    private static LogServiceClient Substitute()
    {
        var client = NSubstitute.Substitute.For<LogServiceClient>();
        foreach (var (query, page) in Pages)
        {
            client.GetShipperStatusAsync(query, Arg.Any<CancellationToken>()).Returns(page);
        }

        client.GetShipperStatusAsync(Arg.Is<ShipperStatusQuery>(query => query.From > Sample.Now), Arg.Any<CancellationToken>()).Returns(Page(1, ("done", ShipperTaskStatus.Success)));
        client.ListLogstoresAsync("p", 0, 100, Arg.Any<CancellationToken>()).Returns(new LogstorePage(1, 1, ["logstore"]));
        client.ListShippersAsync("p", "logstore", 0, 100, Arg.Any<CancellationToken>()).Returns(new ShipperPage(1, 1, ["shipper"]));
        return client;
    }

    private static LogServiceClient Mock()
    {
        var mock = new Mock<LogServiceClient>();
        foreach (var (query, page) in Pages)
        {
            mock.Setup(client => client.GetShipperStatusAsync(query, It.IsAny<CancellationToken>())).ReturnsAsync(page);
        }

        mock.Setup(client => client.GetShipperStatusAsync(It.Is<ShipperStatusQuery>(query => query.From > Sample.Now), It.IsAny<CancellationToken>())).ReturnsAsync(Page(1, ("done", ShipperTaskStatus.Success)));
        mock.Setup(client => client.ListLogstoresAsync("p", 0, 100, It.IsAny<CancellationToken>())).ReturnsAsync(new LogstorePage(1, 1, ["logstore"]));
        mock.Setup(client => client.ListShippersAsync("p", "logstore", 0, 100, It.IsAny<CancellationToken>())).ReturnsAsync(new ShipperPage(1, 1, ["shipper"]));
        return mock.Object;
    }

    // Three failures on two pages, and one success: matched by equality, as tests of an application would write it.
    private static Dictionary<ShipperStatusQuery, ShipperStatusPage> Pages => new()
    {
        [Window with { Status = ShipperTaskStatus.Fail }] = Page(3, ("fail-0", ShipperTaskStatus.Fail), ("fail-1", ShipperTaskStatus.Fail)),
        [Window with { Status = ShipperTaskStatus.Fail, Offset = 2 }] = Page(3, ("fail-2", ShipperTaskStatus.Fail)),
        [Window with { Status = ShipperTaskStatus.Success }] = Page(1, ("success", ShipperTaskStatus.Success)),
    };

    private static ShipperStatusPage Page(int total, params (string Id, ShipperTaskStatus Status)[] tasks) => new(
        tasks.Length,
        total,
        new ShipperTaskStatistics(0, 1, 3),
        [.. tasks.Select(static task => new ShipperTask { Id = task.Id, Status = task.Status, LastDataReceivedAt = Sample.Now })]);
}
