using System.Diagnostics;
using System.Globalization;

namespace ShipperClient.Benchmarks;

/// <summary>`start-up`: how long a program takes from its start to its exit, and how big it is.</summary>
internal static class StartUpCommand
{
    private const int Runs = 41;

    public static async Task<int> RunAsync(IReadOnlyList<string> command)
    {
        await using var program = await ServedProgram.StartAsync();
        List<double> times = [];
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            if (await program.RunAsync(command) is not 0 and var exitCode)
            {
                return exitCode;
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(command[0])}: {new FileInfo(command[0]).Length / 1e6:F1} MB, start to exit {times[Runs / 2]:F1} ms (median of {Runs}; best {times[0]:F1}, worst {times[^1]:F1})"));
        return 0;
    }
}
