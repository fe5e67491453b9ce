using System.Web;
using FsCheck;
using FsCheck.Fluent;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Hostile;

/// <summary>Every time there is, as a window's end, as the clock's and as the end of credentials: sent in the right seconds or refused, and never an overflow.</summary>
public sealed class TimePropertyTests
{
    // Mostly near each other, so that many windows are good ones.
    private static readonly Gen<(DateTimeOffset Now, DateTimeOffset From, DateTimeOffset To)> Windows =
        from now in Times.Any
        from start in Gen.Frequency((1, Times.Any), (3, Near(now)))
        from end in Gen.Frequency((1, Times.Any), (3, Near(start)))
        select (now, start, end);

    [Fact]
    public void A_window_is_sent_in_whole_unix_seconds_or_refused()
    {
        var sent = 0;
        Property.Holds(
            Windows,
            window =>
            {
                if (window.To == DateTimeOffset.MaxValue)
                {
                    return; // stands for now: WindowsAndClocksTests
                }

                using var service = new CannedService { Reply = new(200, "{\"total\":0}"u8.ToArray(), []) };
                service.Clock.SetUtcNow(window.Now);
                var (from, to) = (Seconds(window.From), Seconds(window.To));
                var isGood = from < to && to - from <= 24 * 3600 && from + (24 * 3600) + 60 >= Math.Max(0, Seconds(window.Now)); // the service's clock begins in 1970

                var error = Record.Exception(() => service.Client.GetShipperStatusAsync(new ShipperStatusQuery(Sample.Shipper, window.From, window.To)).GetAwaiter().GetResult());

                if (isGood)
                {
                    Assert.Null(error);
                    var query = HttpUtility.ParseQueryString(Assert.Single(service.Requests).Address.Query);
                    Assert.Equal(($"{from}", $"{to}"), (query["from"], query["to"]));
                    sent++;
                }
                else
                {
                    Assert.Equal("query", Assert.IsAssignableFrom<ArgumentException>(error).ParamName);
                    Assert.Empty(service.Requests);
                }
            },
            count: 1_000);
        Assert.True(sent > 50, $"Only {sent} windows were good: the cases show little.");
    }

    [Fact]
    public Task Credentials_may_expire_at_any_time() => Property.HoldsAsync(
        Gen.Zip(Times.Any, Times.Any),
        static async times =>
        {
            var clock = new ManualTimeProvider(times.Item1);
            var provider = new RotatingCredentialsProvider(_ => new(new LogServiceCredentials("id", "secret", "token", times.Item2)), "a test", clock);
            for (var call = 0; call < 2; call++)
            {
                var error = await Record.ExceptionAsync(async () => await provider.GetCredentialsAsync(CancellationToken.None));
                Assert.True(error is null or LogServiceAuthenticationException, error?.ToString());
            }
        },
        count: 1_000);

    [Fact]
    public Task Every_loop_starts_at_any_time() => Property.HoldsAsync(
        Windows,
        static async window =>
        {
            using var service = new CannedService { Reply = new(200, "{\"total\":0}"u8.ToArray(), []) };
            service.Clock.SetUtcNow(window.Now);
            var client = service.Client;
            Func<Task>[] loops =
            [
                async () => await client.ListShipperTasksAsync(new ShipperStatusQuery(Sample.Shipper, window.From, window.To)).CountAsync(),
                async () => await client.RetryFailedShipperTasksAsync(Sample.Shipper, window.From, window.To).CountAsync(),
                async () => await client.WaitForShipperTasksAsync(Sample.Shipper, ["a"], TimeSpan.FromSeconds(1), TimeSpan.Zero).CountAsync(),
                () => client.SummarizeShipperAsync(Sample.Shipper, window.From, window.To),
            ];
            foreach (var loop in loops)
            {
                var error = await Record.ExceptionAsync(loop);
                Assert.True(error is null or ArgumentException { ParamName: "query" }, error?.ToString());
            }
        },
        count: 300);

    private static Gen<DateTimeOffset> Near(DateTimeOffset time) =>
        from ticks in Gen.Choose(-30 * 3600, 30 * 3600).Select(static seconds => seconds * TimeSpan.TicksPerSecond)
        from odd in Gen.Choose(0, 9_999_999)
        select new DateTimeOffset(Math.Clamp(time.UtcTicks + ticks + odd, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);

    // In its own words: whole seconds since 1970, cut towards the past.
    private static long Seconds(DateTimeOffset time) => (long)Math.Floor((decimal)(time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerSecond);
}
