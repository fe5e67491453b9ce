using System.Text.Json.Serialization;

namespace RetryWorker;

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Dictionary<string, ShipperLedger>))]
internal sealed partial class LedgerJson : JsonSerializerContext;
