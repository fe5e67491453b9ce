using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace ShipperClient.Benchmarks;

/// <summary>`cold`: whole processes, from their start to their first page and their end, the lean client and the library in turn; and how many methods each had to compile.</summary>
internal static class ColdCommand
{
    public const string CallVerb = "cold-call";

    private const int Runs = 21;
    private const double Asked = 1.5;

    private static readonly ShipperReference Shipper = new("my-project", "nginx-access", "to-oss");

    public static async Task<int> RunAsync()
    {
        var (server, address) = await BareServer.StartAsync();
        try
        {
            List<double> ratios = [];
            List<Run> lean = [];
            List<Run> library = [];
            await MeasureAsync("lean", address); // files come into the page cache
            await MeasureAsync("library", address);
            for (var i = 0; i < Runs; i++)
            {
                lean.Add(await MeasureAsync("lean", address));
                library.Add(await MeasureAsync("library", address));
                ratios.Add(library[^1].Milliseconds / lean[^1].Milliseconds);
            }

            var ratio = ratios.Order().ElementAt(Runs / 2);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Process start to first page and exit: library {Median(library):0} ms ({library[0].Methods} methods compiled), lean client {Median(lean):0} ms ({lean[0].Methods}): {ratio:0.00} times, asked ≤ {Asked:0.00}"));
            return ratio <= Asked ? 0 : 1;
        }
        finally
        {
            server.Kill();
            server.Dispose();
        }
    }

    /// <summary>One page, in a process of its own, by the client that is named; it prints how many methods were compiled.</summary>
    public static async Task<int> CallAsync(string client, string address)
    {
        var to = TimeProvider.System.GetUtcNow();
        var query = new ShipperStatusQuery(Shipper, to.AddHours(-6), to) { Size = 1 };
        await (client == "lean" ? LeanAsync(address, query) : LibraryAsync(address, query));
        Console.WriteLine(JitInfo.GetCompiledMethodCount());
        return 0;
    }

    private static async Task LeanAsync(string address, ShipperStatusQuery query)
    {
        using var lean = new LeanClient(new Uri(address));
        await lean.GetShipperStatusAsync(query);
    }

    private static async Task LibraryAsync(string address, ShipperStatusQuery query)
    {
        using var library = LogServiceClient.Create(new LogServiceClientOptions { Endpoint = address, Credentials = new StaticCredentialsProvider("bench-id", "bench-secret-of-thirty-letters") });
        await library.GetShipperStatusAsync(query);
    }

    private static async Task<Run> MeasureAsync(string client, Uri address)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [CallVerb, client, address.ToString()]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var methods = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? new Run(Stopwatch.GetElapsedTime(start).TotalMilliseconds, int.Parse(methods, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The {client} client failed.");
    }

    private static double Median(List<Run> runs) => runs.Select(static run => run.Milliseconds).Order().ElementAt(runs.Count / 2);

    private sealed record Run(double Milliseconds, int Methods);
}
