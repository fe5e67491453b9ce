using Microsoft.Extensions.Diagnostics.HealthChecks;
using ShipperClient.Worker.Status;

namespace RetryWorker.Tests.Status;

/// <summary>The page for a browser.</summary>
public class StatusPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly WorkerStatus Empty = new(Now, HealthStatus.Degraded, [new("one", "Alive", Now, IsThis: true)], 0, 0, 0, 0, 0, null, [], null, []);

    [Fact]
    public void Page_without_shippers_says_so() => Assert.Contains("No shipper has been found yet.", StatusPage.Render(Empty), StringComparison.Ordinal);

    [Fact]
    public void Every_text_is_encoded()
    {
        const string Attack = "<script>alert('x')</script>&\"";
        var page = StatusPage.Render(Empty with
        {
            Shippers = 1,
            WorstShippers = [new("a/b/c", HealthStatus.Unhealthy, Attack, 1, 2, Now, null)],
            ThrottledProjects = [new(Attack, Now)],
            Instances = [new(Attack, Attack, null, IsThis: false)],
            StateProblem = Attack,
        });

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(5, page.Split("&lt;script&gt;").Length - 1);
    }

    [Fact]
    public void Page_shows_the_numbers_and_how_many_shippers_it_leaves_out()
    {
        var page = StatusPage.Render(Empty with
        {
            Shippers = 1_234,
            GivenUpTasks = 56,
            OldestPass = Now.AddMinutes(-65),
            WorstShippers = [new("a/b/c", HealthStatus.Unhealthy, "is unreachable", 1, 2, Now.AddSeconds(-12), null)],
        });

        Assert.Contains("<dt>Shippers</dt><dd>1,234</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Given up</dt><dd>56</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Oldest pass</dt><dd>1 h 5 min ago</dd>", page, StringComparison.Ordinal);
        Assert.Contains(">12 s ago<", page, StringComparison.Ordinal);
        Assert.Contains("The other 1233 are not shown.", page, StringComparison.Ordinal);
    }
}
