using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShipperClient.Cli.Views.Documents;

/// <summary>The JSON form of the documents; generated, so that there is no reflection.</summary>
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(TaskListDocument))]
[JsonSerializable(typeof(RetryDocument))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    /// <summary>For people and whole documents.</summary>
    public static readonly DocumentJson Indented = new(Readable(indented: true));

    /// <summary>One document a line.</summary>
    public static readonly DocumentJson Line = new(Readable(indented: false));

    private static JsonSerializerOptions Readable(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        NewLine = "\n",
        Encoder = new ReadableJsonEncoder(),
    };
}
