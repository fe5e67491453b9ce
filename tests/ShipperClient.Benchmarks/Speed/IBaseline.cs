namespace ShipperClient.Benchmarks;

/// <summary>The two calls written by hand, for one shipper: nothing checked, signed or repeated.</summary>
internal interface IBaseline : IDisposable
{
    /// <summary>Gets a page, and returns the number of its tasks.</summary>
    Task<int> GetShipperStatusAsync(ShipperStatusQuery query);

    Task RetryShipperTasksAsync(ShipperReference shipper, string[] taskIds);
}
