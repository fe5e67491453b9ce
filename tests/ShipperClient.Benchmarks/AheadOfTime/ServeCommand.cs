using ShipperClient.Testing;

namespace ShipperClient.Benchmarks;

/// <summary>`serve`: runs a program, and holds what it says against what the service saw.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> command)
    {
        await using var program = await ServedProgram.StartAsync();
        if (await program.RunAsync(command) is not 0 and var exitCode)
        {
            return exitCode;
        }

        var requests = program.Service.Requests;
        var failed = program.Shipper.Tasks.Count(static task => task.Status == ShipperTaskStatus.Fail);
        var refused = requests.Count(static request => request.SignatureVerdict != SignatureVerdict.Valid);
        Console.WriteLine($"The service saw {requests.Count} requests, {refused} of them not signed as they should be, and has {failed} failed tasks left.");
        return failed == 0 && refused == 0 ? 0 : 1;
    }
}
