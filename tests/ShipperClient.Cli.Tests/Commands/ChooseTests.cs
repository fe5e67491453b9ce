using System.Text.Json;
using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Commands;

/// <summary>Options that select tasks and shippers.</summary>
public sealed class ChooseTests
{
    [Theory]
    [InlineData("--reason configNotExist", 2)]
    [InlineData("--reason ConfigNotExist,unknown", 3)]
    [InlineData("--message BUCKET", 12)]
    [InlineData("--code invalidossbucket", 12)]
    [InlineData("--code InvalidOssBucket --message nothing", 0)]
    [InlineData("--reason configNotExist --status success", 0)]
    public async Task Tasks_are_selected_by_reason_message_and_code(string options, int count)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString(), .. options.Split(' '), .. scene.Window, "-o", "jsonl"]);

        Assert.Equal((0, count), (run.ExitCode, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Fact]
    public async Task A_retry_sends_the_selected_failures_only()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        var ids = shipper.Tasks.Where(static task => task.Code == "ConfigNotExist").Select(static task => task.Id).Order(StringComparer.Ordinal);

        var run = await scene.RunAsync(["retry", Scene.Shipper.ToString(), "--failed", "--reason", "configNotExist", .. scene.Window]);

        Assert.Equal(0, run.ExitCode);
        var sent = scene.Service.Requests.Where(static request => request.Method == "PUT").SelectMany(static request => JsonSerializer.Deserialize<string[]>(request.BodyText)!);
        Assert.Equal(ids, sent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_mistyped_reason_is_suggested()
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString(), "--reason", "unknwon"]);

        Assert.Equal((2, "shipper: \"unknwon\" is not a reason. Did you mean unknown? See: shipper tasks --help\n"), (run.ExitCode, run.Errors));
    }

    [Theory]
    [InlineData("--limit 12", "12 of 48 tasks of ")]
    [InlineData("--limit 12 --newest", "12 of 48 tasks of ")]
    [InlineData("--limit 12 --message bucket", "12 tasks of ")]
    [InlineData("--limit 48", "48 tasks of ")]
    [InlineData("", "48 tasks of ")]
    public async Task A_limit_says_of_how_many(string options, string message)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString(), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. scene.Window]);

        Assert.StartsWith(message, run.Errors, StringComparison.Ordinal);
        Assert.Single(scene.Service.Requests);
    }

    [Fact]
    public async Task A_limit_of_more_than_a_page_says_of_how_many()
    {
        await using var scene = await Scene.StartAsync();
        scene.Add().AddTasks(1200, ShipperTaskStatus.Success, scene.Hour.AddHours(-1));

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString(), "--limit", "700", .. scene.Window]);

        Assert.StartsWith("700 of 1200 tasks of ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_tasks_are_listed_first()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        var newest = shipper.Tasks.OrderByDescending(static task => task.CreatedAt).Take(3).Select(static task => task.CreatedAt);

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString(), "--newest", "--limit", "3", .. scene.Window, "-o", "jsonl"]);

        Assert.Equal(newest, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("createdAt").GetDateTimeOffset()));
    }

    [Theory]
    [InlineData("--only-failing", "test-shipper columns", "; 2 more not shown")]
    [InlineData("--limit 1", "test-shipper", "; 3 more not shown")]
    [InlineData("--only-failing --limit 1", "test-shipper", "; 3 more not shown")]
    public async Task Status_shows_the_failing_or_the_first_shippers(string options, string shippers, string left)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        scene.Add("columns").AddTasks(2, ShipperTaskStatus.Fail, scene.Hour.AddHours(-3));
        scene.Add("a");
        scene.Add("b");

        var csv = await scene.RunAsync(["status", Scene.Shipper.Project, .. options.Split(' '), .. scene.Window, "-o", "csv", "--fail-over", "16"]);
        var table = await scene.RunAsync(["status", Scene.Shipper.Project, .. options.Split(' '), .. scene.Window]);

        Assert.Equal(shippers, string.Join(' ', csv.Output.TrimEnd('\n').Split('\n').Skip(1).Select(static line => line.Split(',')[0].Split('/')[2])));
        Assert.Contains(left, table.Output, StringComparison.Ordinal);
        // What is not shown counts all the same.
        Assert.Equal(1, csv.ExitCode);
    }

    [Fact]
    public async Task Status_takes_several_targets()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        scene.Service.AddShipper(new ShipperReference("other-project", "app", "oss")).AddTasks(3, ShipperTaskStatus.Fail, scene.Hour.AddHours(-1));
        scene.Service.AddShipper(new ShipperReference("other-project", "web", "oss"));

        string[] targets = ["other-project/app", Scene.Shipper.ToString(), Scene.Shipper.Project];
        var table = await scene.RunAsync(["status", .. targets, .. scene.Window], ("COLUMNS", "120"));
        var csv = await scene.RunAsync(["status", .. targets, .. scene.Window, "-o", "csv"]);

        Assert.StartsWith($"{string.Join(", ", targets)}\n", table.Output, StringComparison.Ordinal);
        Assert.Matches("\n  ali-test-project/test-logstore/test-shipper .*\n  other-project/app/oss ", table.Output);
        Assert.Equal(["ali-test-project/test-logstore/test-shipper", "other-project/app/oss"], csv.Output.TrimEnd('\n').Split('\n').Skip(1).Select(static line => line.Split(',')[0]).ToList());
    }
}
