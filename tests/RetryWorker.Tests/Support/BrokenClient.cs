using ShipperClient;

namespace RetryWorker.Tests.Support;

/// <summary>A client that fails in an unexpected way.</summary>
internal sealed class BrokenClient : LogServiceClient
{
    public override TimeProvider Clock => throw new InvalidTimeZoneException();
}
