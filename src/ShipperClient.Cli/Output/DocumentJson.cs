using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShipperClient.Cli.Output;

/// <summary>How the documents become JSON; generated, so that nothing is looked up at run time.</summary>
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(TaskListDocument))]
[JsonSerializable(typeof(RetryDocument))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    /// <summary>For people and whole documents.</summary>
    public static readonly DocumentJson Indented = new(Readable(indented: true));

    /// <summary>One document a line.</summary>
    public static readonly DocumentJson Line = new(Readable(indented: false));

    // Text stays readable in every language: this is no page of HTML, and control characters are escaped all the same.
    private static JsonSerializerOptions Readable(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
