using System.Text.Json;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests;

public sealed class StatusQueryTests : ServiceTest
{
    [Fact]
    public async Task Answers_in_the_shape_of_the_specification()
    {
        Shipper.AddTask(ShipperTaskStatus.Fail, "abcdefghijk", Now.AddMinutes(-5), "UnAuthorized", "No grant.", Now.AddMinutes(-6), Now.AddMinutes(-4), dataLines: 7);
        Shipper.AddTask(ShipperTaskStatus.Running, "next", Now);

        var page = await PageAsync();

        var created = Now.ToUnixTimeSeconds();
        Assert.Equal(
            """{"count":2,"total":2,"statistics":{"running":1,"success":0,"fail":1},"tasks":["""
            + $$"""{"id":"abcdefghijk","taskStatus":"fail","taskMessage":"No grant.","taskCode":"UnAuthorized","taskDataLines":7"""
            + $$""","taskCreateTime":{{created - 300}},"taskLastDataReceiveTime":{{created - 360}},"taskFinishTime":{{created - 240}}},"""
            + $$"""{"id":"next","taskStatus":"running","taskMessage":"","taskCreateTime":{{created}},"taskLastDataReceiveTime":0,"taskFinishTime":0}]}""",
            page.GetRawText());
    }

    [Fact]
    public async Task An_empty_shipper_has_an_empty_page() => Assert.Equal(
        """{"count":0,"total":0,"statistics":{"running":0,"success":0,"fail":0},"tasks":[]}""", (await PageAsync()).GetRawText());

    [Fact]
    public async Task Filters_by_status_and_counts_the_window_in_the_statistics_and_the_filter_in_the_total()
    {
        Shipper.AddTask(ShipperTaskStatus.Success, "s1");
        Shipper.AddTask(ShipperTaskStatus.Fail, "f1");
        Shipper.AddTask(ShipperTaskStatus.Success, "s2");
        Shipper.AddTask(ShipperTaskStatus.Running, "r1");

        Assert.Equal("4/4 1/2/1: s1 f1 s2 r1", Show(await PageAsync()));
        Assert.Equal("4/4 1/2/1: s1 f1 s2 r1", Show(await PageAsync(("status", ""))));
        Assert.Equal("2/2 1/2/1: s1 s2", Show(await PageAsync(("status", "success"))));
        Assert.Equal("1/1 1/2/1: f1", Show(await PageAsync(("status", "fail"))));
        Assert.Equal("1/1 1/2/1: r1", Show(await PageAsync(("status", "running"))));
        Assert.Equal("1/2 1/2/1: s2", Show(await PageAsync(("status", "success"), ("offset", "1"), ("size", "1"))));
        Assert.Equal("0/2 1/2/1:", Show(await PageAsync(("status", "success"), ("offset", "2"))));
    }

    [Fact]
    public async Task Pages_hold_100_tasks_unless_told_otherwise_and_500_at_most()
    {
        Shipper.AddTasks(501, ShipperTaskStatus.Success);

        Assert.Equal(100, (await PageAsync()).GetProperty("count").GetInt32());
        var largest = await PageAsync(("size", "500"));
        Assert.Equal((500, 501), (largest.GetProperty("count").GetInt32(), largest.GetProperty("total").GetInt32()));
        Assert.Equal(1, (await PageAsync(("offset", "500"), ("size", "500"))).GetProperty("count").GetInt32());
        Assert.Equal(0, (await PageAsync(("offset", "2147483647"))).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Lists_by_creation_time_then_in_the_order_added_whatever_order_that_was()
    {
        Shipper.AddTask(id: "b1", createdAt: Now.AddSeconds(-10));
        Shipper.AddTask(id: "c", createdAt: Now.AddSeconds(-5));
        Shipper.AddTask(id: "a", createdAt: Now.AddSeconds(-20));
        Shipper.AddTask(ShipperTaskStatus.Fail, "b2", Now.AddSeconds(-10));
        Assert.Equal("4/4 0/3/1: a b1 b2 c", Show(await PageAsync()));

        Shipper.AddTask(id: "d", createdAt: Now);
        Assert.Equal("5/5 0/4/1: a b1 b2 c d", Show(await PageAsync()));
        Assert.Equal("1/1 0/4/1: b2", Show(await PageAsync(("status", "fail"))));
        Assert.Equal(["a", "b1", "b2", "c", "d"], Shipper.Tasks.Select(task => task.Id), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_window_holds_the_tasks_created_at_both_of_its_ends()
    {
        for (var second = 0; second < 5; second++)
        {
            Shipper.AddTask(id: $"t{second}", createdAt: Now.AddSeconds(second - 10));
        }

        var inner = Get with { Query = [("from", Seconds(Now.AddSeconds(-9))), ("to", Seconds(Now.AddSeconds(-7)))] };
        Assert.Equal("3/3 0/3/0: t1 t2 t3", Show(await PageAsync(inner)));
    }

    [Theory]
    [InlineData("from", null, "MissingParameter")]
    [InlineData("to", null, "MissingParameter")]
    [InlineData("from", "yesterday", "ParameterInvalid")]
    [InlineData("from", "-1", "ParameterInvalid")]
    [InlineData("to", "1.5", "ParameterInvalid")]
    [InlineData("to", "99999999999999999999", "ParameterInvalid")]
    [InlineData("to", "1", "ParameterInvalid")]
    [InlineData("status", "failed", "ParameterInvalid")]
    [InlineData("status", "Fail", "ParameterInvalid")]
    [InlineData("offset", "-1", "ParameterInvalid")]
    [InlineData("offset", "2147483648", "ParameterInvalid")]
    [InlineData("offset", "", "ParameterInvalid")]
    [InlineData("size", "0", "ParameterInvalid")]
    [InlineData("size", "501", "ParameterInvalid")]
    [InlineData("size", "x", "ParameterInvalid")]
    public async Task Refuses_a_bad_parameter(string name, string? value, string code)
    {
        var query = Window().Where(pair => !string.Equals(pair.Key, name, StringComparison.Ordinal)).ToList();
        if (value is not null)
        {
            query.Add((name, value));
        }

        await RefusesAsync(Get with { Query = query }, 400, code);
    }

    [Fact]
    public async Task Refuses_a_parameter_given_twice() =>
        await RefusesAsync(Get with { Query = Window(("size", "1"), ("size", "1")) }, 400, "ParameterInvalid");

    [Fact]
    public async Task Refuses_a_window_that_ends_where_it_starts() =>
        await RefusesAsync(Get with { Query = [("from", Seconds(Now)), ("to", Seconds(Now))] }, 400, "ParameterInvalid");

    [Fact]
    public async Task Refuses_a_window_that_starts_more_than_48_hours_ago_by_its_own_clock()
    {
        var oldest = Now.AddHours(-48);
        var request = Get with { Query = [("from", Seconds(oldest)), ("to", Seconds(Now))] };
        await AcceptsAsync(request);

        Service.ClockOffset = TimeSpan.FromSeconds(1);
        Assert.Equal("only support query last 48 hours task status", await RefusesAsync(request, 400, "ParameterInvalid"));
    }

    private static string Show(JsonElement page)
    {
        var statistics = page.GetProperty("statistics");
        var ids = string.Concat(page.GetProperty("tasks").EnumerateArray().Select(task => " " + task.GetProperty("id").GetString()));
        return $"{page.GetProperty("count")}/{page.GetProperty("total")} "
            + $"{statistics.GetProperty("running")}/{statistics.GetProperty("success")}/{statistics.GetProperty("fail")}:{ids}";
    }
}
