using System.Net;
using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Commands;

/// <summary>Every kind of failure has its exit code, and one line with the cause and what to do.</summary>
public sealed class ExitCodeTests
{
    public static TheoryData<string, string> Mistakes { get; } = new()
    {
        { "unknown-command", "stauts" },
        { "mistyped-option", "status a/b/c --sinse 6h" },
        { "no-target", "status" },
        { "unknown-option", "status a/b/c --lsat 6h" },
        { "mistyped-flag", "retry a/b/c x --dryrun" },
        { "mistyped-option-with-value", "retry a/b/c x --wiat-timeout=5m" },
        { "four-names", "status a/b/c/d" },
        { "unsafe-name", "status a/b/c.d" },
        { "not-one-shipper", "tasks a/b" },
        { "last-is-no-time", "status a/b/c --last soon" },
        { "last-and-from", "status a/b/c --last 1h --from now-2h" },
        { "from-is-no-time", "status a/b/c --from noon" },
        { "empty-window", "status a/b/c --from now --to now-1h" },
        { "too-far-back", "status a/b/c --last 30h" },
        { "too-far-back-for-all", "status a/b/c --last 3d --lookback 48h" },
        { "lookback-too-long", "status a/b/c --lookback 3d" },
        { "unknown-output", "status a/b/c -o xml" },
        { "no-html-of-tasks", "tasks a/b/c -o html" },
        { "limit-of-none", "tasks a/b/c --limit 0" },
        { "failed-and-ids", "retry a/b/c 1 --failed" },
        { "neither-failed-nor-ids", "retry a/b/c" },
        { "bad-endpoint", "status a/b/c --endpoint ftp://x" },
        { "no-region", "status a/b/c --signature v4" },
        { "watch-too-often", "watch a/b/c --interval 0s" },
        { "no-port", "emulate --port 70000" },
        { "limit-is-no-number", "tasks a/b/c --limit abc" },
        { "limit-too-large", "tasks a/b/c --limit 99999999999" },
        { "port-is-no-number", "emulate --port x" },
        { "interval-is-no-time", "watch a/b/c --interval 500ms" },
        { "retry-interval", "retry a/b/c 1 --wait --interval 0s" },
        { "retry-wait-timeout", "retry a/b/c 1 --wait --wait-timeout 0s" },
        { "fail-over-below-0", "status a/b/c --fail-over -1" },
        { "verbose", "status a/b/c --verbose=maybe" },
        { "interval-too-long", "watch a/b/c --interval 30d" },
        { "retry-interval-too-long", "retry a/b/c 1 --wait --interval 30d" },
        { "no-timeout", "status a/b/c --timeout 0s" },
        { "timeout-too-long", "status a/b/c --timeout 2h" },
        { "no-id", "retry a/b/c ''" },
        { "empty-profile", "status a/b/c --profile ''" },
        { "empty-region", "status a/b/c --region ''" },
        { "empty-endpoint", "status a/b/c --endpoint ''" },
        { "no-value", "status a/b/c --last" },
        { "given-twice", "status a/b/c --last 1h --last 2h" },
        { "unknown-shell", "completion csh" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_wrong_call_ends_with_2_before_anything_is_sent(string mistake, string command)
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => word.Trim('\'')));

        GoldenText.AssertIs($"usage-{mistake}", scene, run);
        Assert.Equal((2, 0), (run.ExitCode, scene.Service.Requests.Count));
        Assert.StartsWith("shipper: ", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("System.", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing/test-logstore/test-shipper")]
    [InlineData("ali-test-project/nothing/test-shipper")]
    [InlineData("ali-test-project/test-logstore/nothing")]
    [InlineData("nothing")]
    [InlineData("ali-test-project/nothing")]
    public async Task What_does_not_exist_ends_with_3(string target)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        GoldenText.AssertIs($"not-found-{target.Replace('/', '-')}", scene, await scene.RunAsync(["status", target]));
    }

    [Theory]
    [InlineData("credentials-wrong", "ALIBABA_CLOUD_ACCESS_KEY_ID", "somebody")]
    [InlineData("credentials-half", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "")]
    public async Task Credentials_that_are_refused_or_missing_end_with_4(string text, string variable, string value)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        GoldenText.AssertIs(text, scene, await scene.RunAsync(["status", Scene.Shipper.ToString()], (variable, value)));
    }

    [Fact]
    public async Task A_service_that_throttles_or_fails_or_is_not_there_ends_with_5()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        string[] command = ["tasks", Scene.Shipper.ToString(), "--timeout", "10s"];
        scene.Service.FailNext(FakeFault.Error(HttpStatusCode.Forbidden, LogServiceErrorCodes.ReadQuotaExceed, retryAfter: TimeSpan.FromHours(1)));
        var throttled = await scene.RunAsync(command);
        scene.Service.FailNext(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, retryAfter: TimeSpan.FromHours(1)));
        var busy = await scene.RunAsync(command);
        scene.Service.FailNext(FakeFault.Reply(HttpStatusCode.OK, "<html>Sign in</html>", "text/html"));
        var proxy = await scene.RunAsync(command);

        GoldenText.AssertIs("unavailable", scene, throttled, busy, proxy);
        Assert.Equal(5, (await scene.RunAsync([.. command, "--endpoint", "http://127.0.0.1:1"])).ExitCode);
    }

    [Fact]
    public async Task A_stack_trace_is_shown_with_verbose_only()
    {
        await using var scene = await Scene.StartAsync();

        var plain = await scene.RunAsync(["status", "nothing"]);
        var verbose = await scene.RunAsync(["status", "nothing", "--verbose"]);

        Assert.Equal((3, 3), (plain.ExitCode, verbose.ExitCode));
        Assert.Single(plain.Errors.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("   at ", plain.Errors, StringComparison.Ordinal);
        Assert.Contains("   at ShipperClient", verbose.Errors, StringComparison.Ordinal);
    }
}
