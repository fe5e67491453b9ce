using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShipperClient.Worker.States;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RetryState))]
internal sealed partial class RetryStateJson : JsonSerializerContext
{
    public static byte[] Write(RetryState state) => JsonSerializer.SerializeToUtf8Bytes(state, Default.RetryState);

    /// <exception cref="JsonException">The text is not a state.</exception>
    public static RetryState Read(ReadOnlySpan<byte> json)
    {
        var state = JsonSerializer.Deserialize(json, Default.RetryState) ?? throw new JsonException("A shipper is null.");
        return state.Tasks.Values.All(static task => task is { Tries: > 0 }) ? state : throw new JsonException("A task is null, or its number of tries is not positive.");
    }
}
