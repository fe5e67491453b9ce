namespace ShipperClient.Tests.Extensions;

/// <summary>What a loop needs is asked for at the call, and not when it begins.</summary>
public class MissingArgumentTests
{
    private static readonly LogServiceClient Client = new HeldClient(failedTasks: 0);

    public static TheoryData<string, Func<object>> Calls => new()
    {
        { "client", () => LogServiceClientExtensions.ListShipperTasksAsync(null!, Sample.Query) },
        { "query", () => Client.ListShipperTasksAsync(null!) },
        { "client", () => LogServiceClientExtensions.ListAllLogstoresAsync(null!, "p") },
        { "project", () => Client.ListAllLogstoresAsync(null!) },
        { "client", () => LogServiceClientExtensions.ListAllShippersAsync(null!, "p", "l") },
        { "project", () => Client.ListAllShippersAsync(null!, "l") },
        { "logstore", () => Client.ListAllShippersAsync("p", null!) },
        { "client", () => LogServiceClientExtensions.ListShipperReferencesAsync(null!, "p") },
        { "project", () => Client.ListShipperReferencesAsync(null!) },
        { "client", () => LogServiceClientExtensions.SummarizeShipperAsync(null!, Sample.Shipper, Sample.Now, Sample.Now) },
        { "shipper", () => Client.SummarizeShipperAsync(null!, Sample.Now, Sample.Now) },
        { "client", () => LogServiceClientExtensions.RetryFailedShipperTasksAsync(null!, Sample.Shipper, Sample.Now, Sample.Now) },
        { "shipper", () => Client.RetryFailedShipperTasksAsync(null!, Sample.Now, Sample.Now) },
        { "client", () => LogServiceClientExtensions.RetryShipperTasksInBatchesAsync(null!, Sample.Shipper, ["a"]) },
        { "shipper", () => Client.RetryShipperTasksInBatchesAsync(null!, ["a"]) },
        { "taskIds", () => Client.RetryShipperTasksInBatchesAsync(Sample.Shipper, null!) },
        { "client", () => LogServiceClientExtensions.WaitForShipperTasksAsync(null!, Sample.Shipper, ["a"], TimeSpan.FromSeconds(1), TimeSpan.Zero) },
        { "shipper", () => Client.WaitForShipperTasksAsync(null!, ["a"], TimeSpan.FromSeconds(1), TimeSpan.Zero) },
        { "taskIds", () => Client.WaitForShipperTasksAsync(Sample.Shipper, null!, TimeSpan.FromSeconds(1), TimeSpan.Zero) },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Each_is_named(string parameter, Func<object> call) => Assert.Throws<ArgumentNullException>(parameter, () => { _ = call(); });
}
