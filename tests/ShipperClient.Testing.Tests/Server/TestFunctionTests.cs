using System.Net;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Server;

/// <summary>If a function of the test throws, the fake answers with the exception, and with a status that no client retries.</summary>
public sealed class TestFunctionTests : ServiceTest
{
    [Fact]
    public async Task Condition_that_throws_is_answered_with_the_exception_and_its_request_is_recorded()
    {
        Service.FailNext(FakeFault.Reset(), when: _ => throw new InvalidOperationException("my mistake"));

        var message = await RefusesAsync(Get, 501, "TestFunctionThrew");

        Assert.Equal("InvalidOperationException: my mistake", message);
        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task Outcome_that_throws_is_answered_with_the_exception_at_every_read_until_it_returns()
    {
        var shipper = Service.AddShipper(Reference);
        var id = shipper.AddTask(ShipperTaskStatus.Fail).Id;
        shipper.RetryOutcome = _ => throw new InvalidOperationException("my mistake");
        await AcceptsAsync(Put with { Body = $"[\"{id}\"]" });
        Clock.Advance(TimeSpan.FromHours(1));

        await RefusesAsync(Get, 501, "TestFunctionThrew");
        Assert.Throws<InvalidOperationException>(() => shipper.Tasks);

        shipper.RetryOutcome = static _ => ShipperTaskStatus.Success;
        Assert.Contains(shipper.Tasks, task => task.Id == id && task.Status == ShipperTaskStatus.Success);
    }

    [Fact]
    public async Task Client_does_not_retry_the_answer()
    {
        Service.AddShipper(Reference);
        Service.FailNext(FakeFault.Reset(), when: _ => throw new InvalidOperationException("my mistake"));
        using var client = Service.CreateClient();

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.RetryShipperTasksAsync(Reference, ["id"]));

        Assert.Equal((HttpStatusCode.NotImplemented, false), (exception.StatusCode, exception.IsTransient));
        Assert.Contains("my mistake", exception.Message, StringComparison.Ordinal);
        Assert.Single(Service.Requests);
    }
}
