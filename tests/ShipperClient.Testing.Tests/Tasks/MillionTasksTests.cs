using System.Globalization;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Tasks;

[Collection(nameof(Measurements))]
public sealed class MillionTasksTests(ITestOutputHelper output) : ServiceTest
{
    private const int Million = 1_000_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(10);

    // Measures pages, and retries tasks before each, so that statuses change all the time.
    [Theory]
    [InlineData("the first page", "", 0, 100)]
    [InlineData("a page in the middle", "", 500_000, 500)]
    [InlineData("the last page", "", 999_500, 500)]
    [InlineData("a filtered page in the middle", "fail", 250_000, 500)]
    [InlineData("a page of the few that run", "running", 0, 500)]
    [InlineData("a page in a narrow window", "success", 0, 100, 60)]
    public async Task Page_of_a_million_tasks_takes_at_most_10_ms_in_the_median(string what, string status, int offset, int size, int windowSeconds = 86_400)
    {
        var started = TimeProvider.System.GetTimestamp();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var spread = TimeSpan.FromDays(1) / Million;
        Shipper.AddTasks(Million / 2, ShipperTaskStatus.Success, Now.AddDays(-1), spread * 2);
        Shipper.AddTasks(Million / 2, ShipperTaskStatus.Fail, Now.AddDays(-1), spread * 2, "UnAuthorized", "No grant.");
        var adding = TimeProvider.System.GetElapsedTime(started);
        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) >> 20;
        Assert.InRange(adding, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.InRange(allocated, 0, 128);

        var query = Get with
        {
            Query = [("from", Seconds(Now.AddSeconds(-windowSeconds))), ("to", Seconds(Now)), ("status", status), ("offset", Text(offset)), ("size", Text(size))],
        };
        var first = await TimeAsync(query);
        var failed = Shipper.Tasks.Where(task => task.Status == ShipperTaskStatus.Fail).Select(task => task.Id).Take(400).Chunk(10);
        var times = new List<TimeSpan>();
        foreach (var batch in failed)
        {
            Assert.Equal("200 ", await RetryAsync(batch));
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            times.Add(await TimeAsync(query with { Date = Now }));
        }

        times.Sort();
        var median = times[times.Count / 2];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: median {median.TotalMilliseconds:F2} ms, worst {times[^1].TotalMilliseconds:F2} ms, first {first.TotalMilliseconds:F0} ms; added in {adding.TotalMilliseconds:F0} ms with {allocated} MB"));
        Assert.InRange(median, TimeSpan.Zero, Limit);
    }

    private async Task<TimeSpan> TimeAsync(TestRequest request)
    {
        using var message = request.Build(Service.BaseAddress);
        var started = TimeProvider.System.GetTimestamp();
        using var response = await Http.SendAsync(message, Cancel);
        var time = TimeProvider.System.GetElapsedTime(started);
        Assert.True(response.IsSuccessStatusCode);
        return time;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
