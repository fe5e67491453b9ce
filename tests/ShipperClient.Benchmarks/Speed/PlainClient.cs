using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShipperClient.Benchmarks;

/// <summary>What one would write by hand and leave at that (B): HttpClient, a <c>byte[]</c>, source-generated JSON; unsigned, not retried, nothing checked.</summary>
internal sealed class PlainClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public async Task<PlainPage> GetShipperStatusAsync(string logstore, string shipper, long from, long to, int offset, int size, CancellationToken cancellationToken)
    {
        var uri = $"/logstores/{logstore}/shipper/{shipper}/tasks?from={from}&to={to}&offset={offset}&size={size}";
        var body = await _http.GetByteArrayAsync(uri, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(body, PlainJson.Default.PlainPage)!;
    }

    public async Task RetryShipperTasksAsync(string logstore, string shipper, string[] taskIds, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(taskIds, PlainJson.Default.StringArray))
        {
            Headers = { ContentType = new("application/json") },
        };
        using var reply = await _http.PutAsync($"/logstores/{logstore}/shipper/{shipper}/tasks", body, cancellationToken).ConfigureAwait(false);
        reply.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
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
