using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShipperClient.Worker.Status;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkerStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;
