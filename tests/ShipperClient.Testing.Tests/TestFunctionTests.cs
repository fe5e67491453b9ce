using System.Net;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests;

/// <summary>Where a function that the test itself gave throws, the test is told so, and by a status that no client tries again.</summary>
public sealed class TestFunctionTests : ServiceTest
{
    [Fact]
    public async Task A_condition_that_throws_is_told_and_its_request_recorded()
    {
        Service.FailNext(FakeFault.Reset(), when: _ => throw new InvalidOperationException("my mistake"));

        var message = await RefusesAsync(Get, 501, "TestFunctionThrew");

        Assert.Equal("InvalidOperationException: my mistake", message);
        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task An_outcome_that_throws_is_told_at_every_look_until_it_does_not()
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
    public async Task A_client_does_not_try_again()
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
