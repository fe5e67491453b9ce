using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShipperClient.Benchmarks;

/// <summary>What one would write by hand and leave at that: HttpClient, a <c>byte[]</c>, source-generated JSON; unsigned, not retried, nothing checked.</summary>
internal sealed class PlainClient(Uri address) : IBaseline
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public async Task<int> GetShipperStatusAsync(ShipperStatusQuery query)
    {
        var uri = $"{PathOf(query.Shipper)}?from={query.From.ToUnixTimeSeconds()}&to={query.To.ToUnixTimeSeconds()}&offset={query.Offset}&size={query.Size}";
        var body = await _http.GetByteArrayAsync(uri).ConfigureAwait(false);
        return JsonSerializer.Deserialize(body, PlainJson.Default.PlainPage)!.Tasks.Count;
    }

    public async Task RetryShipperTasksAsync(ShipperReference shipper, string[] taskIds)
    {
        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(taskIds, PlainJson.Default.StringArray))
        {
            Headers = { ContentType = new("application/json") },
        };
        using var reply = await _http.PutAsync(PathOf(shipper), body).ConfigureAwait(false);
        reply.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private static string PathOf(ShipperReference shipper) => $"/logstores/{shipper.Logstore}/shipper/{shipper.Name}/tasks";
}

#pragma warning disable MA0048 // The shape of the reply, of no use to anything else. Properties with setters: the serializer is slower with constructors.
internal sealed class PlainPage
{
    public int Count { get; set; }

    public int Total { get; set; }

    public PlainStatistics Statistics { get; set; } = new();

    public List<PlainTask> Tasks { get; set; } = [];
}

internal sealed class PlainStatistics
{
    public int Running { get; set; }

    public int Success { get; set; }

    public int Fail { get; set; }
}

internal sealed class PlainTask
{
    public string Id { get; set; } = "";

    public string TaskStatus { get; set; } = "";

    public string? TaskCode { get; set; }

    public string? TaskMessage { get; set; }

    public long TaskCreateTime { get; set; }

    public long TaskLastDataReceiveTime { get; set; }

    public long TaskFinishTime { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlainPage))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class PlainJson : JsonSerializerContext;
#pragma warning restore MA0048
