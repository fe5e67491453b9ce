using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Commands;

/// <summary>What appears while a command runs, in both languages: a question, progress, the last line of a watch, the start of the emulator.</summary>
public sealed class LiveLanguageTests
{
    private static readonly (string, string) Chinese = ("LC_ALL", "zh_CN.UTF-8");

    [Theory]
    [InlineData("C.UTF-8", "Retry 15 failed tasks of ali-test-project/test-logstore/test-shipper (12 InvalidOssBucket", "Waiting for the tasks to finish", "last poll ", "15 of 15 tasks taken")]
    [InlineData("zh_CN.UTF-8", "重试 ali-test-project/test-logstore/test-shipper 的 15 个失败任务 (12 InvalidOssBucket", "正在等待任务结束", "上次轮询 ", "15 个任务中受理了 15 个")]
    public async Task A_retry_asks_and_shows_its_progress(string locale, string question, string progress, string poll, string result)
    {
        await using var scene = await Scene.StartAsync(static options => options.RetryDuration = TimeSpan.FromSeconds(2));
        scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"retry {Scene.Shipper} --failed --wait --interval 1s --no-color {string.Join(' ', scene.Window)}", ("LC_ALL", locale));

        await terminal.SeeAsync(question);
        await terminal.TypeAsync("y\n");
        await terminal.SeeAsync(progress);
        await terminal.SeeAsync(poll);

        Assert.Contains(result, (await terminal.EndAsync()).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C.UTF-8", "Nothing was retried.")]
    [InlineData("zh_CN.UTF-8", "没有重试任何任务。")]
    public async Task A_retry_that_is_not_confirmed_ends(string locale, string result)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        using var terminal = PseudoTerminal.Start(scene, $"retry {Scene.Shipper} --failed {string.Join(' ', scene.Window)}", ("LC_ALL", locale));

        await terminal.SeeAsync("(n)");
        await terminal.TypeAsync("n\n");

        Assert.Contains(result, (await terminal.EndAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_says_in_Chinese_when_it_was_updated()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        using var process = scene.Start(["watch", Scene.Shipper.ToString(), .. scene.Window, "--interval", "1s"], Chinese);

        var line = "";
        while (!line.StartsWith("  更新于 ", StringComparison.Ordinal))
        {
            line = await process.Output.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) ?? throw new InvalidOperationException("The watch ended.");
        }

        await process.InterruptAsync();

        Assert.EndsWith("，每 1s 刷新一次。按 Ctrl-C 结束。", line, StringComparison.Ordinal);
        Assert.Equal(0, (await process.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task An_emulator_starts_in_Chinese()
    {
        await using var scene = await Scene.StartAsync();
        using var emulator = ShipperProcess.Start(scene.Home, ["emulate", "--port", "0"], Chinese);
        var address = await emulator.Output.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await emulator.InterruptAsync();

        var run = await emulator.EndAsync();

        Assert.StartsWith($"模拟日志服务已启动，按 Ctrl-C 结束。例如：\n  shipper status demo --endpoint {address}\n", run.Errors, StringComparison.Ordinal);
    }
}
