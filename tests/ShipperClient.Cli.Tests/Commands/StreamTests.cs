using System.Net;
using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Commands;

/// <summary>Standard output and standard error that are full, closed, or the same file.</summary>
public sealed class StreamTests
{
    [Theory]
    [InlineData("2>/dev/full")]
    [InlineData("2>&-")]
    public async Task A_retry_writes_its_data_when_standard_error_cannot_be_written(string redirection)
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        var ids = shipper.Tasks.Where(static task => task.Status == ShipperTaskStatus.Fail).Select(static task => task.Id).ToList();
        // It reports the refused batch there.
        scene.Service.FailNext(FakeFault.Error(HttpStatusCode.BadRequest, LogServiceErrorCodes.ParameterInvalid), when: request => request.BodyText.Contains(ids[0], StringComparison.Ordinal));

        var run = await scene.RunShellAsync($"shipper retry {Scene.Shipper} --failed --yes {string.Join(' ', scene.Window)} -o csv {redirection}");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(16, run.Output.TrimEnd('\n').Split('\n').Length);
    }

    [Theory]
    [InlineData("status nothing", 3)]
    [InlineData("status", 2)]
    [InlineData("tasks ali-test-project/test-logstore/test-shipper", 0)]
    public async Task A_command_keeps_its_exit_code_when_standard_error_cannot_be_written(string command, int exitCode)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        Assert.Equal((exitCode, exitCode), ((await scene.RunShellAsync($"shipper {command} 2>/dev/full")).ExitCode, (await scene.RunShellAsync($"shipper {command} 2>&-")).ExitCode));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task A_full_disk_is_reported(string output)
    {
        await using var scene = await Scene.StartAsync();
        scene.Add().AddTasks(1200, ShipperTaskStatus.Fail, scene.Hour.AddHours(-1));

        var run = await scene.RunShellAsync($"shipper tasks {Scene.Shipper} {string.Join(' ', scene.Window)} -o {output} >/dev/full");

        Assert.Equal((1, "shipper: No space left on device.\n"), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task A_reader_that_has_gone_ends_the_command_quietly_while_a_page_is_awaited()
    {
        await using var scene = await Scene.StartAsync();
        scene.Add().AddTasks(1200, ShipperTaskStatus.Fail, scene.Hour.AddHours(-1));
        scene.Service.FailNext(FakeFault.Latency(TimeSpan.FromSeconds(1)), count: 3, when: static request => request.Path.EndsWith("/tasks", StringComparison.Ordinal));

        var run = await scene.RunShellAsync($"shipper tasks {Scene.Shipper} {string.Join(' ', scene.Window)} -o csv | true; exit ${{PIPESTATUS[0]}}");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    [Theory]
    [InlineData("tasks {0} --limit 2 {1}", 3)]
    [InlineData("retry {0} --failed --dry-run {1}", 15)]
    public async Task Data_is_written_before_the_message_that_follows_it(string command, int lines)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        await scene.RunShellAsync($"shipper {command.Replace("{0}", Scene.Shipper.ToString(), StringComparison.Ordinal).Replace("{1}", string.Join(' ', scene.Window), StringComparison.Ordinal)} >out 2>&1".Replace("out", $"'{scene.Home}/out'", StringComparison.Ordinal));

        var written = (await File.ReadAllTextAsync(Path.Combine(scene.Home, "out"))).TrimEnd('\n').Split('\n');
        Assert.Equal(lines + 1, written.Length);
        Assert.Matches("^(2 of 48 tasks of|Would retry 15 tasks)", written[^1]);
        Assert.DoesNotContain(written[..^1], static line => line.Contains("tasks", StringComparison.Ordinal));
    }
}
