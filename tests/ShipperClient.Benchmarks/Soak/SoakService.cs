using System.Security.Cryptography;
using System.Text.Json;
using ShipperClient.Testing;

namespace ShipperClient.Benchmarks;

/// <summary>
/// The service of a soak, in a process of its own, so that what the client's process holds is the client's. It reads a line at a time from its standard
/// input, answers those that ask on its standard output, and ends when the input does.
/// </summary>
internal static class SoakService
{
    public const string Verb = "soak-service";

    private const int FailedTasksKept = 60;

    private static readonly TimeSpan Rotation = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TopUp = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync()
    {
        await using var service = await FakeLogService.StartAsync(new FakeLogServiceOptions { Credentials = NewCredentials(), MaxRecordedRequests = 0 });
        foreach (var fault in SoakFault.All)
        {
            service.FailNext(fault.Fault, int.MaxValue, request => request.Headers.GetValueOrDefault(SoakFault.Header) == fault.Name);
        }

        service.AddShipper(SoakShippers.History).AddTasks(SoakShippers.HistoryCount, ShipperTaskStatus.Success, interval: TimeSpan.FromSeconds(1));
        var books = Enumerable.Range(0, SoakShippers.Callers).ToDictionary(
            static caller => SoakShippers.Of(caller).Name, caller => new Books(AddShipper(service, caller)), StringComparer.Ordinal);
        using var rotating = new Timer(_ => service.RotateCredentials(NewCredentials()), null, Rotation, Rotation);

        Console.WriteLine(service.BaseAddress);
        while (Console.ReadLine() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["taken", var shipper, var ids]:
                    books[shipper].Taken(ids.Split(','));
                    break;
                case ["doubt", var shipper, var ids]:
                    books[shipper].InDoubt(ids.Split(','));
                    break;
                case ["credentials"]:
                    var known = service.Credentials;
                    Console.WriteLine($"{known.AccessKeyId} {known.AccessKeySecret} {known.SecurityToken}");
                    break;
                case ["verdict"]:
                    Console.WriteLine(JsonSerializer.Serialize(books.Values.Select(static book => book.Compare()).Aggregate(static (sum, next) => sum + next)));
                    break;
                default:
                    throw new InvalidDataException($"The service of the soak does not know: {line}");
            }
        }

        return 0;
    }

    // As many failed tasks are added as retries have ended, so that there is always something to retry.
    private static FakeShipper AddShipper(FakeLogService service, int caller)
    {
        var shipper = service.AddShipper(SoakShippers.Of(caller));
        shipper.AddTasks(FailedTasksKept, ShipperTaskStatus.Fail);
        var ended = 0;
        shipper.RetryOutcome = _ =>
        {
            Interlocked.Increment(ref ended);
            return ShipperTaskStatus.Success;
        };
        _ = TopUpAsync();
        return shipper;

        async Task TopUpAsync()
        {
            using var timer = new PeriodicTimer(TopUp);
            while (await timer.WaitForNextTickAsync())
            {
                shipper.AddTasks(Interlocked.Exchange(ref ended, 0), ShipperTaskStatus.Fail, code: "InternalServerError");
            }
        }
    }

    private static LogServiceCredentials NewCredentials() =>
        new($"STS.{RandomNumberGenerator.GetHexString(16)}", RandomNumberGenerator.GetHexString(30), RandomNumberGenerator.GetHexString(200));
}
