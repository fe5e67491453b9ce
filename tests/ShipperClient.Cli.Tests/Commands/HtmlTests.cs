using System.Buffers.Binary;
using System.Diagnostics;
using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Commands;

/// <summary>Pages for a handover.</summary>
public sealed class HtmlTests
{
    private const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> & \"quoted\" \u202Egpj";

    [Fact]
    public async Task A_page_of_one_shipper_has_totals_hours_and_failures_with_what_to_do()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        var run = await scene.RunAsync(["status", Scene.Shipper.ToString(), .. scene.Window, "-o", "html"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("<!DOCTYPE html>", run.Output, StringComparison.Ordinal);
        Assert.Contains("<b class=\"fail\">15</b>", run.Output, StringComparison.Ordinal);
        Assert.Equal(4, run.Output.Split("<g><title>").Length - 1);
        Assert.Contains("<td class=\"number\" data-heading=\"Failed\">12</td>\n<td data-heading=\"Reason\">InvalidOssBucket</td>", run.Output, StringComparison.Ordinal);
        Assert.Contains("Enable shipping again, then retry.", run.Output, StringComparison.Ordinal);
        Assert.Contains("日志投递已停用", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_the_service_is_escaped_and_nothing_is_loaded()
    {
        await using var scene = await Scene.StartAsync();
        scene.Add().AddTask(ShipperTaskStatus.Fail, createdAt: scene.Hour.AddHours(-1), message: Hostile);
        var columns = scene.Add("second");
        columns.AddTask(ShipperTaskStatus.Fail, createdAt: scene.Hour.AddHours(-1), message: Hostile);
        columns.RetryOutcome = static _ => ShipperTaskStatus.Fail;

        var one = await scene.RunAsync(["status", Scene.Shipper.ToString(), .. scene.Window, "-o", "html"]);
        var retry = await scene.RunAsync(["retry", Scene.Shipper.Project, "--failed", "--wait", "--interval", "1s", .. scene.Window, "-o", "html"]);

        Assert.All((string[])[one.Output, retry.Output], static page =>
        {
            Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
            Assert.DoesNotContain("src=", page.Replace("src=x", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
            Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202e', page);
        });
    }

    [Fact]
    public async Task A_page_of_a_retry_says_what_was_retried_and_how_it_ended()
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        shipper.RetryOutcome = static task => task.Code == "ConfigNotExist" ? ShipperTaskStatus.Fail : ShipperTaskStatus.Success;

        var run = await scene.RunAsync(["retry", Scene.Shipper.ToString(), "--failed", "--yes", "--wait", "--interval", "1s", .. scene.Window, "-o", "html"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Retry of ali-test-project/test-logstore/test-shipper", run.Output, StringComparison.Ordinal);
        Assert.Contains("<b class=\"success\">13</b>\nsuccess", run.Output, StringComparison.Ordinal);
        Assert.Contains("<b class=\"fail\">2</b>\nfailed again", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.Output.Split("<td class=\"id\"").Length - 1);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(1200)]
    public async Task A_page_is_drawn_by_a_browser(int width)
    {
        Tools.Need("chromium", "--version");
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        var page = Path.Combine(scene.Home, "page.html");
        await File.WriteAllTextAsync(page, (await scene.RunAsync(["status", Scene.Shipper.ToString(), .. scene.Window, "-o", "html"])).Output);
        var picture = Path.Combine(scene.Home, "page.png");

        using var chromium = Process.Start(new ProcessStartInfo(
            "chromium",
            ["--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={scene.Home}/chromium", "--hide-scrollbars", $"--window-size={width},1200", $"--screenshot={picture}", $"file://{page}"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var log = await chromium.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await chromium.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.DoesNotContain("Content Security Policy", log, StringComparison.Ordinal);
        var png = await File.ReadAllBytesAsync(picture);
        Assert.Equal(width, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
    }
}
