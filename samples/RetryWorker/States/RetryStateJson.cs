using System.Text.Json.Serialization;

namespace RetryWorker.States;

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Dictionary<string, RetryState>))]
internal sealed partial class RetryStateJson : JsonSerializerContext;
