using System.Diagnostics;
using System.Globalization;
using System.Net;
using ShipperClient.Testing;

namespace ShipperClient.Benchmarks;

/// <summary>A bulk retry on a project that answers 500 only, and polls of another project by the same client: the second must not notice the first.</summary>
internal static class TwoProjects
{
    private const int Batches = 100;
    private const int PollsASecond = 2;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(64);

    /// <returns>Whether every poll was answered.</returns>
    public static async Task<bool> RunAsync()
    {
        await using var service = await FakeLogService.StartAsync(new FakeLogServiceOptions { MaxRecordedRequests = 0 });
        var failing = service.AddShipper(new ShipperReference("failing-project", "logstore", "shipper")).Reference;
        var healthy = service.AddShipper(new ShipperReference("healthy-project", "logstore", "shipper")).Reference;
        var reached = 0;
        service.FailNext(FakeFault.Error(HttpStatusCode.InternalServerError, LogServiceErrorCodes.InternalServerError), int.MaxValue, request =>
            request.Shipper == failing && Interlocked.Increment(ref reached) > 0);
        using var client = LogServiceClient.Create(new LogServiceClientOptions
        {
            Endpoint = service.BaseAddress.ToString(),
            Credentials = new StaticCredentialsProvider(service.Credentials.AccessKeyId, service.Credentials.AccessKeySecret),
        });

        var retries = RetryAsync(client, failing);
        List<TimeSpan> answered = [];
        List<LogServiceException> refused = [];
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1) / PollsASecond);
        while (Stopwatch.GetElapsedTime(start) < Duration)
        {
            var begun = Stopwatch.GetTimestamp();
            try
            {
                await client.GetShipperStatusAsync(ShipperStatusQuery.Last(healthy, TimeSpan.FromHours(1)));
                answered.Add(Stopwatch.GetElapsedTime(begun));
            }
            catch (LogServiceException exception)
            {
                refused.Add(exception);
            }

            await timer.WaitForNextTickAsync();
        }

        var failed = await retries;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Two projects: a bulk retry of {Batches} batches on one that answers 500, {PollsASecond} polls a second of another, for {Duration.TotalSeconds:0} s
              reached the one that fails: {reached}; its batches: {failed} failed
              the other: {answered.Count} polls answered (the slowest in {answered.DefaultIfEmpty().Max().TotalMilliseconds:0} ms), {refused.Count} refused (none asked)
            """));
        return refused.Count == 0;
    }

    private static async Task<int> RetryAsync(LogServiceClient client, ShipperReference shipper)
    {
        var taskIds = Enumerable.Range(0, Batches * LogServiceClient.MaxTaskIdsPerRetry).Select(static i => i.ToString(CultureInfo.InvariantCulture)).ToList();
        var failed = 0;
        await foreach (var batch in client.RetryShipperTasksInBatchesAsync(shipper, taskIds))
        {
            failed += batch.Succeeded ? 0 : 1;
        }

        return failed;
    }
}
