using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShipperClient.Internal.Operations;

/// <summary>Writes the bodies of requests: letters of any script as they are, as the service's documents show them.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class RequestJson : JsonSerializerContext
{
    public static RequestJson Relaxed { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
