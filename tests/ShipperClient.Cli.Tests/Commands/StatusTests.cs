using System.Net;
using System.Text.Json;
using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Commands;

public sealed class StatusTests
{
    [Theory]
    [InlineData("status-table", "")]
    [InlineData("status-wide", "", 120)]
    [InlineData("status-narrow", "", 60)]
    [InlineData("status-json", "json")]
    [InlineData("status-jsonl", "jsonl")]
    [InlineData("status-csv", "csv")]
    public async Task One_shipper_is_shown_in_full(string text, string output, int? columns = null)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        var run = await scene.RunAsync(
            ["status", Scene.Shipper.ToString(), .. scene.Window, .. output.Length == 0 ? (string[])[] : ["--output", output]],
            columns is null ? [] : [("COLUMNS", $"{columns}")]);

        GoldenText.AssertIs(text, scene, run);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.All(run.Output.Split('\n'), line => Assert.True(output.Length > 0 || Cells(line) <= (columns ?? 80), line));
    }

    [Theory]
    [InlineData("overview-table", "table")]
    [InlineData("overview-wide", "table", 120)]
    [InlineData("overview-narrow", "table", 60)]
    [InlineData("overview-json", "json")]
    [InlineData("overview-jsonl", "jsonl")]
    [InlineData("overview-csv", "csv")]
    public async Task All_shippers_of_a_project_are_shown_the_worst_first(string text, string output, int? columns = null)
    {
        await using var scene = await Scene.StartAsync();
        AddProject(scene);

        var run = await scene.RunAsync(["status", Scene.Shipper.Project, .. scene.Window, "--output", output], columns is null ? [] : [("COLUMNS", $"{columns}")]);

        GoldenText.AssertIs(text, scene, run);
    }

    [Fact]
    public async Task A_logstore_shows_its_own_shippers_alone()
    {
        await using var scene = await Scene.StartAsync();
        AddProject(scene);

        GoldenText.AssertIs("overview-logstore", scene, await scene.RunAsync(["status", "ali-test-project/other-logstore", .. scene.Window]), await scene.RunAsync(["status", "ali-test-project/empty-logstore", .. scene.Window]));
    }

    [Fact]
    public async Task Shippers_are_asked_at_the_same_time()
    {
        await using var scene = await Scene.StartAsync();
        for (var i = 0; i < 8; i++)
        {
            scene.Add($"shipper-{i}");
        }

        // Each of the first eight is answered a second late: one after the other they would take eight.
        scene.Service.FailNext(FakeFault.Latency(TimeSpan.FromSeconds(1)), count: 8, when: static request => request.Path.EndsWith("/tasks", StringComparison.Ordinal));
        var run = await scene.RunAsync(["status", Scene.Shipper.Project, .. scene.Window]);

        Assert.Equal(0, run.ExitCode);
        var asked = scene.Service.Requests.Where(static request => request.Fault is not null).ToList();
        Assert.Equal(8, asked.Count);
        Assert.True(asked.Max(static request => request.ReceivedAt) - asked.Min(static request => request.ReceivedAt) < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_shipper_that_cannot_be_read_is_reported_and_does_not_hide_the_others()
    {
        await using var scene = await Scene.StartAsync();
        AddProject(scene);
        scene.Service.FailNext(
            FakeFault.Error(HttpStatusCode.Forbidden, LogServiceErrorCodes.ReadQuotaExceed, retryAfter: TimeSpan.FromHours(1)), count: 100, when: static request => request.Path.Contains("/lagging/", StringComparison.Ordinal));

        GoldenText.AssertIs("overview-error", scene, await scene.RunAsync(["status", Scene.Shipper.Project, .. scene.Window]));
    }

    [Fact]
    public async Task A_logstore_that_is_refused_does_not_hide_the_others()
    {
        await using var scene = await Scene.StartAsync();
        AddProject(scene);
        scene.Service.FailNext(
            FakeFault.Error(HttpStatusCode.Forbidden, LogServiceErrorCodes.Unauthorized, "denied by sts or ram"),
            count: 100,
            when: static request => request.Path.Contains("/other-logstore/", StringComparison.Ordinal));

        var run = await scene.RunAsync(["status", Scene.Shipper.Project, .. scene.Window]);

        GoldenText.AssertIs("overview-refused", scene, run);
        Assert.Equal(4, run.ExitCode);
    }

    [Theory]
    [InlineData("overview-40", 40)]
    [InlineData("overview-50", 50)]
    public async Task Columns_are_left_out_before_words_are_broken(string text, int columns)
    {
        await using var scene = await Scene.StartAsync();
        AddProject(scene);

        GoldenText.AssertIs(text, scene, await scene.RunAsync(["status", Scene.Shipper.Project, .. scene.Window], ("COLUMNS", $"{columns}")));
    }

    [Fact]
    public async Task One_message_of_several_is_an_example()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.Add();
        shipper.AddTask(ShipperTaskStatus.Fail, createdAt: scene.Hour.AddHours(-1), code: "InvalidOssBucket", message: "The bucket a does not exist.");
        shipper.AddTask(ShipperTaskStatus.Fail, createdAt: scene.Hour.AddHours(-1), code: "InvalidOssBucket", message: "The bucket b does not exist.");

        var run = await scene.RunAsync(["status", Scene.Shipper.ToString(), .. scene.Window]);

        Assert.Matches("e.g. The bucket [ab] does not exist. \\(2 different messages\\)", run.Output);
    }

    [Fact]
    public async Task An_unknown_time_zone_is_reported()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        var unknown = await scene.RunAsync(["status", Scene.Shipper.ToString()], ("TZ", "Nope/Zone"));
        var known = await scene.RunAsync(["status", Scene.Shipper.ToString()], ("TZ", "Asia/Shanghai"));
        var json = await scene.RunAsync(["status", Scene.Shipper.ToString(), "-o", "json"], ("TZ", "Nope/Zone"));

        Assert.Equal("shipper: The time zone \"Nope/Zone\" of TZ is not known, so times are shown in UTC.\n", unknown.Errors);
        Assert.Equal(("", "", 0), (known.Errors, json.Errors, unknown.ExitCode));
    }

    [Fact]
    public async Task The_error_of_a_document_is_the_error_line()
    {
        await using var scene = await Scene.StartAsync();
        scene.Add();
        scene.Service.FailNext(
            FakeFault.Error(HttpStatusCode.BadRequest, LogServiceErrorCodes.ParameterInvalid, "Region is missing."),
            count: 100,
            when: static request => request.Path.Contains("/test-shipper/", StringComparison.Ordinal));

        var run = await scene.RunAsync(["status", Scene.Shipper.Project, .. scene.Window, "--output", "jsonl"]);

        using var document = JsonDocument.Parse(run.Output);
        var error = document.RootElement.GetProperty("error").GetString()!;
        Assert.Contains("--region is missing", error, StringComparison.Ordinal);
        Assert.Equal($"shipper: {Scene.Shipper}: {error}\n", run.Errors);
    }

    [Fact]
    public async Task A_shipper_that_received_no_data_is_listed_above_any_lag()
    {
        await using var scene = await Scene.StartAsync();
        AddLag(scene, scene.Add("lagging"), TimeSpan.FromHours(5));
        scene.Add("nothing-came");

        var run = await scene.RunAsync(["status", Scene.Shipper.Project, .. scene.Window, "--output", "csv"]);

        Assert.Equal(
            "shipper ali-test-project/test-logstore/nothing-came ali-test-project/test-logstore/lagging",
            string.Join(' ', run.Output.TrimEnd('\n').Split('\n').Select(static line => line.Split(',')[0])));
    }

    [Theory]
    [InlineData(14, 1)]
    [InlineData(15, 0)]
    public async Task More_failures_than_allowed_end_with_1(int allowed, int exitCode)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        var run = await scene.RunAsync(["status", Scene.Shipper.ToString(), .. scene.Window, "--fail-over", $"{allowed}"]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Errors));
        Assert.Contains("15 fail", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_without_tasks_says_so()
    {
        await using var scene = await Scene.StartAsync();
        scene.Add();

        GoldenText.AssertIs("status-empty", scene, await scene.RunAsync(["status", Scene.Shipper.ToString(), .. scene.Window]));
    }

    [Fact]
    public async Task Local_times_are_shown_with_their_offset_and_utc_with_the_option()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        string[] command = ["status", Scene.Shipper.ToString(), .. scene.Window];

        var local = await scene.RunAsync(command, ("TZ", "Asia/Shanghai"));
        var utc = await scene.RunAsync([.. command, "--utc"], ("TZ", "Asia/Shanghai"));
        var json = await scene.RunAsync([.. command, "-o", "json"], ("TZ", "Asia/Shanghai"));

        Assert.Contains($"{scene.Hour.AddHours(4):yyyy-MM-dd HH:mm} to {scene.Hour.AddHours(8):yyyy-MM-dd HH:mm} UTC+08:00 (4h)", local.Output, StringComparison.Ordinal);
        Assert.Contains($"{scene.Hour:yyyy-MM-dd HH:mm} UTC (4h)", utc.Output, StringComparison.Ordinal);
        Assert.Equal(scene.Hour.UtcDateTime, JsonDocument.Parse(json.Output).RootElement.GetProperty("window").GetProperty("to").GetDateTime());
    }

    // Chinese takes two cells, everything else here one.
    private static int Cells(string line) => line.Sum(static c => c is >= '\u3000' and < '\ua000' or >= '\uff00' and < '\uff60' ? 2 : 1);

    internal static void AddProject(Scene scene)
    {
        AddLag(scene, scene.AddNight(), TimeSpan.FromHours(1));
        var healthy = scene.Add("healthy");
        healthy.AddTasks(30, ShipperTaskStatus.Success, scene.Hour.AddHours(-4), TimeSpan.FromMinutes(5));
        AddLag(scene, healthy, TimeSpan.FromHours(1));
        AddLag(scene, scene.Add("lagging", "other-logstore"), TimeSpan.FromHours(5.5));
        var columns = scene.Add("columns", "other-logstore");
        columns.AddTasks(2, ShipperTaskStatus.Fail, scene.Hour.AddHours(-3), TimeSpan.FromMinutes(5), message: "ODPS table: the columns do not match.");
        AddLag(scene, columns, TimeSpan.FromHours(2));
        scene.Service.AddLogstore(Scene.Shipper.Project, "empty-logstore");
    }

    // Counted from now, so that a table shows the same lag whenever the test runs; with room for a slow machine.
    private static void AddLag(Scene scene, FakeShipper shipper, TimeSpan lag) =>
        shipper.AddTask(createdAt: scene.Hour.AddHours(-4), lastDataReceivedAt: DateTimeOffset.UtcNow - lag - TimeSpan.FromSeconds(10));
}
