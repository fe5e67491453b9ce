using System.Net;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Faults;

/// <summary>The arguments of faults. Their effects are in <see cref="FaultTests"/>.</summary>
public sealed class FakeFaultTests : ServiceTest
{
    [Fact]
    public void Fault_with_invalid_arguments_throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeFault.Error((HttpStatusCode)199, "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeFault.Reply((HttpStatusCode)600));
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeFault.Error(HttpStatusCode.Forbidden, "x", retryAfter: TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentNullException>(() => FakeFault.Error(HttpStatusCode.Forbidden, null!));
        Assert.Throws<ArgumentNullException>(() => FakeFault.Error(HttpStatusCode.Forbidden, "x", null!));
        Assert.Throws<ArgumentNullException>(() => FakeFault.Reply(HttpStatusCode.OK, body: null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeFault.Latency(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeFault.Drip(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => FakeFault.Oversized(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Service.FailNext(FakeFault.Reset(), 0));
        Assert.Throws<ArgumentNullException>(() => Service.FailNext(null!));
    }
}
