using System.Diagnostics;
using System.Net;
using FsCheck.Fluent;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Hostile;

/// <summary>Whatever is answered, at whatever status, becomes a model or a <see cref="LogServiceException"/>: soon, and at a bounded price.</summary>
public sealed class ResponsePropertyTests
{
    [Fact]
    public void Any_response_to_any_call_is_a_model_or_a_typed_error() => Property.Holds(HostileResponse.Any, HoldsForEveryCall, count: 2_000, static response => response.Smaller());

    [Fact]
    public void Any_response_with_the_fields_of_a_good_one_is_a_model_or_a_typed_error() => Property.Holds(HostileResponse.Plausible, HoldsForEveryCall, count: 2_000, static response => response.Smaller());

    [Fact]
    public async Task Any_response_over_a_connection_is_a_model_or_a_typed_error()
    {
        await using var fixture = await ServiceFixture.StartAsync();

        // Every wait but the time-outs passes on its own.
        fixture.Clock.AutoFire = static due => due != TimeSpan.FromSeconds(1234);
        var client = fixture.Client(static options =>
        {
            options.AttemptTimeout = options.TotalTimeout = TimeSpan.FromSeconds(1234);
            options.MaxRetryAttempts = 2;
        });
        var current = 0;
        await Property.HoldsAsync(
            HostileResponse.Any.Where(static response => response.Headers.All(static header => header.Name != "Date")), // the fake's own
            async response =>
            {
                var mine = ++current;
                fixture.Clock.Advance(TimeSpan.FromSeconds(11));
                var fault = FakeFault.Reply(
                    (HttpStatusCode)response.Status, response.Body, contentType: null, response.Headers.Select(static header => KeyValuePair.Create(header.Name, header.Value)));
                fixture.Service.FailNext(fault, count: 1_000, when: _ => current == mine);
                var now = client.Clock.GetUtcNow();
                Judge(await Outcome(client.GetShipperStatusAsync(new ShipperStatusQuery(Sample.Shipper, now.AddHours(-1), now))), response);
                Judge(await Outcome(client.RetryShipperTasksAsync(Sample.Shipper, ["id"])), response);
            },
            count: 100);
    }

    private static void HoldsForEveryCall(HostileResponse response)
    {
        using var service = new CannedService { Reply = response };
        var start = Stopwatch.GetTimestamp();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        foreach (var call in service.Calls())
        {
            Assert.True(call.IsCompleted, "Nothing is waited for here, so all of the work was done on this thread.");
            Judge(Outcome(call).Result, response);
        }

        // 1 MB for four calls with their first use of everything, and what the texts and models of a response of this length can take.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 1_000_000 + (100L * response.Body.Length));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 5);
    }

    private static void Judge(Exception? error, HostileResponse response)
    {
        if (error is null)
        {
            Assert.InRange(response.Status, 200, 299);
            return;
        }

        var thrown = Assert.IsAssignableFrom<LogServiceException>(error);
        Assert.InRange(thrown.Message.Length, 1, 2_000);
        Assert.DoesNotContain(thrown.Message + thrown.ErrorCode + thrown.RequestId, Strings.IsUnfitForLogs);
        Assert.NotEmpty(thrown.ToString());
    }

    // A model is looked through: nothing in it may be missing that its type promises.
    private static async Task<Exception?> Outcome(Task call)
    {
        try
        {
            await call;
        }
        catch (Exception exception)
        {
            return exception;
        }

        switch ((call as Task<object?>)?.Result)
        {
            case ShipperStatusPage page:
                Assert.All([page.Count, page.Total, page.Statistics.Running, page.Statistics.Success, page.Statistics.Fail], static number => Assert.InRange(number, 0, int.MaxValue));
                Assert.All(page.Tasks, static task => Assert.False(string.IsNullOrWhiteSpace(task.Id)));
                break;
            case LogstorePage page:
                Assert.All(page.Logstores, Assert.NotEmpty);
                break;
            case ShipperPage page:
                Assert.All(page.Shippers, Assert.NotEmpty);
                break;
        }

        return null;
    }
}
