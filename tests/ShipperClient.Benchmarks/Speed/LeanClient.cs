using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShipperClient.Benchmarks;

/// <summary>
/// The least that makes the calls: connections without what they would look after, addresses that are built once, source-generated JSON into records. It
/// shows what a client cannot go below, where <see cref="PlainClient"/> shows what most people would write.
/// </summary>
internal sealed class LeanClient(Uri address) : IBaseline
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
    private readonly Dictionary<(ShipperReference Shipper, int Size), Uri> _addresses = [];

    public async Task<int> GetShipperStatusAsync(ShipperStatusQuery query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(query.Shipper, query));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        return JsonSerializer.Deserialize(body, LeanJson.Default.LeanPage)!.Tasks.Count;
    }

    public async Task RetryShipperTasksAsync(ShipperReference shipper, string[] taskIds)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, AddressOf(shipper, query: null));
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(taskIds, LeanJson.Default.StringArray)) { Headers = { ContentType = Json } };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private Uri AddressOf(ShipperReference shipper, ShipperStatusQuery? query)
    {
        lock (_addresses)
        {
            if (!_addresses.TryGetValue((shipper, query?.Size ?? 0), out var known))
            {
                var path = $"/logstores/{shipper.Logstore}/shipper/{shipper.Name}/tasks";
                known = new Uri(address, query is null ? path : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path}?from={query.From.ToUnixTimeSeconds()}&to={query.To.ToUnixTimeSeconds()}&offset={query.Offset}&size={query.Size}"));
                _addresses.Add((shipper, query?.Size ?? 0), known);
            }

            return known;
        }
    }
}

#pragma warning disable MA0048 // The shape of the reply, of no use to anything else.
internal sealed record LeanPage(int Count, int Total, LeanStatistics Statistics, List<LeanTask> Tasks);

internal sealed record LeanStatistics(int Running, int Success, int Fail);

internal sealed record LeanTask(string Id, string TaskStatus, string? TaskCode, string? TaskMessage, long TaskCreateTime, long TaskLastDataReceiveTime, long TaskFinishTime);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LeanPage))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class LeanJson : JsonSerializerContext;
#pragma warning restore MA0048
