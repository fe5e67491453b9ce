using System.Net;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Faults;

/// <summary>Which requests meet which faults.</summary>
public sealed class FaultQueueTests : ServiceTest
{
    [Fact]
    public async Task Faults_are_met_in_the_order_in_which_they_were_queued_as_often_as_requested()
    {
        Service.FailNext(FakeFault.Error(HttpStatusCode.InternalServerError, "InternalServerError"), count: 2);
        Service.FailNext(FakeFault.ExpiredToken());

        await RefusesAsync(Get, 500, "InternalServerError");
        await RefusesAsync(Get, 500, "InternalServerError");
        await RefusesAsync(Get, 401, "SecurityTokenExpired");
        await AcceptsAsync(Get);
        Assert.Null(Service.Requests[^1].Fault);
    }

    [Fact]
    public async Task Fault_with_a_condition_is_met_only_by_the_requests_that_it_selects()
    {
        Service.FailNext(FakeFault.Error(HttpStatusCode.Forbidden, "WriteQuotaExceed"), when: request => request.Method is "PUT");
        Service.FailNext(FakeFault.Error(HttpStatusCode.Forbidden, "ReadQuotaExceed"));

        await RefusesAsync(Get, 403, "ReadQuotaExceed");
        await AcceptsAsync(Get);
        await RefusesAsync(Put, 403, "WriteQuotaExceed");
        await AcceptsAsync(Put);
    }

    [Fact]
    public async Task Pending_faults_are_those_that_no_request_has_met()
    {
        var (first, second) = (FakeFault.Throttled(), FakeFault.ExpiredToken());
        Service.FailNext(first, count: int.MaxValue, when: request => request.Method is "PUT");
        Service.FailNext(second);
        Assert.Equal([first, second], Service.PendingFaults);

        await RefusesAsync(Get, 401, "SecurityTokenExpired");
        await RefusesAsync(Put, 403, "MetaOperationQpsLimitExceeded");
        Assert.Equal([first], Service.PendingFaults);

        Service.ClearFaults();
        Assert.Empty(Service.PendingFaults);
        await AcceptsAsync(Put);
    }
}
