using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Commands;

public sealed class SignalTests
{
    [Theory]
    [InlineData("HUP")]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_during_a_retry_ends_it_with_a_report_of_what_was_done(string signal)
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.Add();
        shipper.AddTasks(50, ShipperTaskStatus.Fail, scene.Hour.AddHours(-1));
        var ids = shipper.Tasks.Select(static task => task.Id).ToList();
        scene.Service.FailNext(FakeFault.Latency(TimeSpan.FromMinutes(5)), count: 4, when: request => request.Method == "PUT" && !request.BodyText.Contains(ids[0], StringComparison.Ordinal));
        using var process = scene.Start(["retry", Scene.Shipper.ToString(), .. ids, "--yes", "--last", "6h", "-o", "csv"]);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (scene.Service.Requests.Count(static request => request.Fault is not null) < 4)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await process.SignalAsync(signal);
        var run = await process.EndAsync();

        Assert.Equal(130, run.ExitCode);
        Assert.Equal((10, 40), (run.Output.Split(",taken,").Length - 1, run.Output.Split(",unknown,").Length - 1));
        Assert.Contains("Done: 10 tasks taken. Not done: 40 tasks", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_of_the_wait_says_what_runs_on()
    {
        await using var scene = await Scene.StartAsync(static options => options.RetryDuration = TimeSpan.FromHours(1));
        scene.AddNight();
        using var process = scene.Start(["retry", Scene.Shipper.ToString(), "--failed", "--yes", "--wait", "--interval", "1s", .. scene.Window]);
        // The first poll after the two batches.
        await scene.Service.WaitForRequestAsync(request => request.Method == "GET" && scene.Service.Requests.Count(static sent => sent.Method == "PUT") == 2).WaitAsync(TimeSpan.FromMinutes(1));

        await process.InterruptAsync();
        var run = await process.EndAsync();

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("15 tasks run on in the service: see `shipper tasks`.", run.Errors, StringComparison.Ordinal);
    }
}
