using System.Net;
using System.Text.Json;
using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Commands;

public sealed class TasksTests
{
    [Theory]
    [InlineData("tasks-table", "table")]
    [InlineData("tasks-wide", "table", 140)]
    [InlineData("tasks-narrow", "table", 60)]
    [InlineData("tasks-json", "json")]
    [InlineData("tasks-jsonl", "jsonl")]
    [InlineData("tasks-csv", "csv")]
    public async Task Lists_the_tasks_that_failed(string text, string output, int? columns = null)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        var run = await scene.RunAsync(
            ["tasks", Scene.Shipper.ToString(), "--status", "fail", .. scene.Window, "-o", output], columns is null ? [] : [("COLUMNS", $"{columns}")]);

        GoldenText.AssertIs(text, scene, run);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Theory]
    [InlineData("success", 30)]
    [InlineData("running", 3)]
    [InlineData(null, 48)]
    public async Task Filters_by_status(string? status, int count)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString(), .. status is null ? (string[])[] : ["--status", status], .. scene.Window, "-o", "jsonl"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(count, Lines(run.Output).Length);
        Assert.All(Lines(run.Output), line => Assert.Contains(status is null ? "status" : $"\"status\":\"{status}\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_of_the_service_is_shown_as_it_was_sent()
    {
        const string Said = "The role acs:ram::1234567890123456:role/[shipper] may not write. :warning:";
        await using var scene = await Scene.StartAsync();
        scene.Add().AddTask(ShipperTaskStatus.Fail, createdAt: scene.Hour.AddHours(-1), code: "UnAuthorized", message: Said);

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString(), .. scene.Window], ("COLUMNS", "160"));

        Assert.Contains(Said, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table", "name gpj.exe|next line|zero")]
    [InlineData("csv", "name gpj.exe|next line|zero")]
    [InlineData("jsonl", "name \\u202Egpj.exe|next\\u2028line|ze\\u200Bro")]
    public async Task Invisible_characters_of_a_message_are_dropped_in_tables_and_escaped_in_JSON(string output, string expected)
    {
        await using var scene = await Scene.StartAsync();
        scene.Add().AddTask(ShipperTaskStatus.Fail, createdAt: scene.Hour.AddHours(-1), message: "name \u202Egpj.exe|next\u2028line|ze\u200Bro");

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString(), .. scene.Window, "-o", output], ("COLUMNS", "160"));

        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_costs_no_more_than_it_needs()
    {
        await using var scene = await Scene.StartAsync();
        scene.Add().AddTasks(2000, ShipperTaskStatus.Success, scene.Hour.AddHours(-1));

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString(), .. scene.Window, "--limit", "7", "-o", "jsonl"]);

        Assert.Equal((0, 7), (run.ExitCode, Lines(run.Output).Length));
        Assert.Contains("size=7", Assert.Single(scene.Service.Requests).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_moves_while_it_is_read_shows_no_task_twice()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.Add();
        shipper.AddTasks(3000, ShipperTaskStatus.Fail, scene.Hour.AddHours(-1), code: "InternalServerError", message: "Internal server error.");
        using var process = scene.Start(["tasks", Scene.Shipper.ToString(), .. scene.Window, "-o", "jsonl"]);
        await process.Output.ReadLineAsync();

        // The pipe is full by now and the command waits for its reader: what comes at the front of the list pushes all others back.
        shipper.AddTasks(200, ShipperTaskStatus.Fail, scene.Hour.AddHours(-2));
        var run = await process.EndAsync();

        var ids = Lines(run.Output).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()).ToList();
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(2999, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public async Task A_reader_that_closes_the_pipe_ends_the_command_quietly_and_early(string output)
    {
        await using var scene = await Scene.StartAsync();
        scene.Add().AddTasks(50_000, ShipperTaskStatus.Success, scene.Hour.AddHours(-1));
        using var process = scene.Start(["tasks", Scene.Shipper.ToString(), .. scene.Window, "-o", output]);
        await process.Output.ReadLineAsync();
        process.CloseOutput();

        var run = await process.EndAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.InRange(scene.Service.Requests.Count, 1, 50);
    }

    [Theory]
    [InlineData("table", "Created")]
    [InlineData("jsonl", null)]
    [InlineData("csv", "id,")]
    public async Task What_was_listed_before_an_error_is_written_whole(string output, string? heading)
    {
        await using var scene = await Scene.StartAsync();
        scene.Add().AddTasks(700, ShipperTaskStatus.Fail, scene.Hour.AddHours(-1), code: "InternalServerError", message: "Internal server error. END");
        scene.Service.FailNext(
            FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, retryAfter: TimeSpan.FromHours(1)),
            when: static request => request.Query.Contains("offset=500", StringComparison.Ordinal));

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString(), .. scene.Window, "-o", output], ("COLUMNS", "120"));

        Assert.Equal(5, run.ExitCode);
        Assert.EndsWith("\n", run.Output, StringComparison.Ordinal);
        var tasks = Lines(run.Output).Where(line => heading is null || !line.StartsWith(heading, StringComparison.Ordinal)).ToList();
        Assert.Equal(500, tasks.Count);
        Assert.All(tasks, static line => Assert.Contains("END", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public async Task A_page_is_written_before_the_next_is_received(string output)
    {
        await using var scene = await Scene.StartAsync();
        scene.Add().AddTasks(501, ShipperTaskStatus.Fail, scene.Hour.AddHours(-1));
        scene.Service.FailNext(FakeFault.Latency(TimeSpan.FromMinutes(5)), when: static request => request.Query.Contains("offset=500", StringComparison.Ordinal));
        using var process = scene.Start(["tasks", Scene.Shipper.ToString(), .. scene.Window, "-o", output]);

        var seen = 0;
        while (seen < 500)
        {
            var line = await process.Output.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
            seen += line!.Contains("fail", StringComparison.Ordinal) ? 1 : 0;
        }

        await process.InterruptAsync();
        Assert.Equal(130, (await process.EndAsync()).ExitCode);
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
