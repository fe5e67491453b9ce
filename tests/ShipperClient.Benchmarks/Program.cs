using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ShipperClient.Benchmarks.Speed;

return args switch
{
    ["parts"] => Parts(),
    ["signing"] => Signing.Compare(slack: 1) ? 0 : 1,
    ["compare"] => await Comparison.RunAsync(rounds: 9, slack: 1),
    ["check"] => await Comparison.RunAsync(rounds: 7, slack: 1.25),
    ["bare-server"] => await BareServer.RunAsync(),
    _ => Usage(),
};

static int Parts()
{
    // In this process: a project that is generated and restored for it would have to find what this one was built with.
    var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
    return BenchmarkRunner.Run<Parts>(DefaultConfig.Instance.AddJob(job)).HasCriticalValidationErrors ? 1 : 0;
}

static int Usage()
{
    Console.Error.WriteLine("Give one of: parts, signing, compare, check. See README.md beside this project.");
    return 2;
}
