using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ShipperClient.Benchmarks;

/// <summary>
/// Callers that use a client for minutes, against a service that fails every fifth attempt, rotates its credentials, and has another time: no error but
/// those that the faults explain, no task lost, nothing that grows.
/// </summary>
internal static class SoakCommand
{
    private const int Samples = 60;

    // By then everything is compiled and the pools have their size.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(SoakOptions options)
    {
        Say($"{SoakShippers.Callers} callers for {options.Duration.TotalMinutes:0.##} min after {WarmUp.TotalSeconds:0} s of warming up, --seed {options.Seed}");
        await using var service = await SoakProcess.StartAsync();
        var tally = new Tally();
        await using var container = Container(service, tally);
        var client = container.GetRequiredService<LogServiceClient>();
        using var stopping = new CancellationTokenSource();
        var callers = Enumerable.Range(0, SoakShippers.Callers)
            .Select(caller => Task.Run(() => new Caller(client, service, tally, SoakShippers.Of(caller), unchecked(options.Seed + caller)).RunAsync(stopping.Token)))
            .ToList();

        await Task.Delay(WarmUp);
        var samples = await WatchAsync(options.Duration, tally);
        await stopping.CancelAsync();
        await Task.WhenAll(callers);
        return Report(tally, samples, await service.GetVerdictAsync(), options.Duration + WarmUp);
    }

    private static ServiceProvider Container(SoakProcess service, Tally tally)
    {
        var services = new ServiceCollection();
        var clock = new DriftingClock();
        services.AddLogging(logging => logging.AddProvider(tally).AddFilter(nameof(ShipperClient), LogLevel.Information).AddFilter("System", LogLevel.None));
        services
            .AddLogServiceClient(client =>
            {
                client.Endpoint = service.Address;
                client.Credentials = new RotatingCredentialsProvider(service.GetCredentialsAsync, "the soak's service", clock);
                client.TimeProvider = clock;
                client.MaxRetryAttempts = 2; // few enough that some calls give up
                client.RetryDelay = TimeSpan.FromMilliseconds(50);
                client.AttemptTimeout = TimeSpan.FromSeconds(5);
                client.TotalTimeout = TimeSpan.FromSeconds(20);
            })
            .AddHttpMessageHandler(() => new FaultHandler(service, tally));
        return services.BuildServiceProvider();
    }

    private static async Task<List<Sample>> WatchAsync(TimeSpan duration, Tally tally)
    {
        List<Sample> samples = [];
        using var timer = new PeriodicTimer(duration / Samples);
        var start = Stopwatch.GetTimestamp();
        var told = TimeSpan.Zero;
        while (samples.Count < Samples)
        {
            await timer.WaitForNextTickAsync();
            samples.Add(Sample.Take());
            var elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed - told >= BetweenLines)
            {
                told = elapsed;
                var (now, since) = (samples[^1], string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds,4:0} s"));
                Say($"{since}: {tally.Operations} operations, {tally.Attempts} attempts, {tally.Faults} faults, {tally.UnexpectedCount} unexpected errors; "
                    + $"{now.ManagedMegabytes:0.0} MB managed, {now.WorkingSetMegabytes:0} MB working set, {now.Handles} handles, {now.Threads} threads");
            }
        }

        return samples;
    }

    private static int Report(Tally tally, List<Sample> samples, Verdict verdict, TimeSpan duration)
    {
        var (renewed, learnt) = (tally["CredentialsRenewed"], tally["ClockSkewCorrected"]);
        Growth[] growths =
        [
            Growth.Of(samples, "Managed memory in MB", static sample => sample.ManagedMegabytes, allowed: 1),
            Growth.Of(samples, "Handles", static sample => sample.Handles, allowed: 20),
            Growth.Of(samples, "Threads", static sample => sample.Threads, allowed: 10),
            Growth.Of(samples, "Working set in MB", static sample => sample.WorkingSetMegabytes, allowed: null),
        ];

        Say($"{tally.Operations} operations in {tally.Attempts} attempts, {tally.Faults} of them with a fault; {tally["AttemptRetried"]} made again, "
            + $"{renewed} refused for their credentials and {learnt} for their date, and mended");
        Say($"Errors that the faults explain: {string.Join(", ", tally.Errors.Select(static error => $"{error.Value} {error.Key}"))}");
        Say($"{verdict.Taken} tasks reported as taken, {verdict.Retried} retried by the service, {verdict.InDoubt} of them by requests whose reply was lost on purpose");
        foreach (var growth in growths)
        {
            Say(growth.ToString());
        }

        List<string> missed = [.. growths.Where(static growth => !growth.IsFlat).Select(static growth => "Not flat. " + growth)];
        Check(tally.UnexpectedCount == 0, $"{tally.UnexpectedCount} unexpected errors; the first:{Environment.NewLine}{string.Join(Environment.NewLine, tally.Unexpected)}");
        Check(verdict.Lost == 0, $"{verdict.Lost} tasks were reported as taken and not retried");
        Check(verdict.Unreported == 0, $"{verdict.Unreported} tasks were retried that nobody reported");
        Check(verdict.Taken > 0, "Nothing was retried");

        // Five standard deviations of a draw of one in five.
        var tolerance = 5 * Math.Sqrt(0.2 * 0.8 / tally.Attempts);
        Check(SoakFault.All.All(fault => tally["fault " + fault.Name] > 0) && Math.Abs((tally.Faults / (double)tally.Attempts) - 0.2) < tolerance, "The faults were not met as planned");
        Check(renewed >= duration.TotalSeconds / 10 && learnt >= duration.TotalSeconds / 15, "The credentials did not rotate, or the clock did not drift, as planned");
        missed.ForEach(static problem => Console.Error.WriteLine("FAILED: " + problem));
        return missed.Count == 0 ? 0 : 1;

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                missed.Add(problem);
            }
        }
    }

    private static void Say(string line) => Console.WriteLine(line);
}
