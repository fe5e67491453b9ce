using System.Text.Json;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Operations;

public sealed class GetShipperStatusTests : ServiceTest
{
    [Fact]
    public async Task Page_has_the_documented_form()
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
    public async Task Page_of_an_empty_shipper_is_empty() => Assert.Equal(
        """{"count":0,"total":0,"statistics":{"running":0,"success":0,"fail":0},"tasks":[]}""", (await PageAsync()).GetRawText());

    [Fact]
    public async Task Filter_by_status_applies_to_the_total_and_not_to_the_statistics()
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
        Assert.Equal("2/2 1/2/1: s1 s2", Show(await PageAsync(("status", "success"), ("offset", ""), ("size", ""))));
    }

    [Fact]
    public async Task Page_holds_100_tasks_by_default_and_500_at_most()
    {
        Shipper.AddTasks(501, ShipperTaskStatus.Success);

        Assert.Equal(100, (await PageAsync()).GetProperty("count").GetInt32());
        var largest = await PageAsync(("size", "500"));
        Assert.Equal((500, 501), (largest.GetProperty("count").GetInt32(), largest.GetProperty("total").GetInt32()));
        Assert.Equal(1, (await PageAsync(("offset", "500"), ("size", "500"))).GetProperty("count").GetInt32());
        Assert.Equal(0, (await PageAsync(("offset", "2147483647"))).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Page_is_ordered_by_creation_time_and_then_by_the_order_of_addition()
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
    public async Task Window_includes_the_tasks_created_at_its_start_and_end()
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
    [InlineData("size", "0", "ParameterInvalid")]
    [InlineData("size", "501", "ParameterInvalid")]
    [InlineData("size", "x", "ParameterInvalid")]
    public async Task Invalid_parameter_is_refused(string name, string? value, string code)
    {
        var query = Window().Where(pair => !string.Equals(pair.Key, name, StringComparison.Ordinal)).ToList();
        if (value is not null)
        {
            query.Add((name, value));
        }

        await RefusesAsync(Get with { Query = query }, 400, code);
    }

    [Fact]
    public async Task Parameter_that_is_given_twice_is_refused() =>
        await RefusesAsync(Get with { Query = Window(("size", "1"), ("size", "1")) }, 400, "ParameterInvalid");

    [Fact]
    public async Task Empty_window_is_refused() =>
        await RefusesAsync(Get with { Query = [("from", Seconds(Now)), ("to", Seconds(Now))] }, 400, "ParameterInvalid");

    [Fact]
    public async Task Window_that_starts_more_than_48_hours_ago_by_the_services_clock_is_refused()
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
