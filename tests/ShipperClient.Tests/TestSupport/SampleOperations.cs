using ShipperClient.Internal.Operations;
using ShipperClient.Internal.Options;

namespace ShipperClient.Tests.TestSupport;

/// <summary>Operations whose window is not what a test is about, and what they build and read.</summary>
internal static class SampleOperations
{
    private static readonly TimeSpan Unlimited = TimeSpan.FromDays(5_000_000);

    public static GetShipperStatus Get(ShipperStatusQuery? query = null) => new(query ?? Sample.Query, Unlimited, Sample.Now);

    public static HttpRequestMessage CreateRequest(this Operation operation, LogServiceEndpoint endpoint, DateTimeOffset now)
    {
        var request = new HttpRequestMessage();
        operation.Write(request, endpoint, now);
        return request;
    }

    public static HttpRequestMessage GetRequest(LogServiceEndpoint endpoint, ShipperStatusQuery query) => Get(query).CreateRequest(endpoint, Sample.Now);

    public static HttpRequestMessage RetryRequest(LogServiceEndpoint endpoint, ShipperReference shipper, IReadOnlyCollection<string> taskIds) =>
        new RetryShipperTasks(shipper, taskIds).CreateRequest(endpoint, Sample.Now);

    public static ShipperStatusPage ReadStatusPage(ReadOnlySpan<byte> body, string? requestId = null) => Get().Read(body, requestId);

    /// <exception cref="System.Text.Json.JsonException">The body is not that of an accepted retry.</exception>
    public static void ReadRetry(ReadOnlySpan<byte> body) => new RetryShipperTasks(Sample.Shipper, ["id"]).Read(body, requestId: null);
}
