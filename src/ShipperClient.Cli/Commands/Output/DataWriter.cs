using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ShipperClient.Cli.Views.Documents;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>Writes documents to standard output for other programs.</summary>
internal sealed class DataWriter(Terminal terminal)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private char[] _characters = [];

    public async Task WriteJsonAsync<T>(T document, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await JsonSerializer.SerializeAsync(terminal.DataStream, document, type, cancellationToken).ConfigureAwait(false);
        await terminal.Data.WriteLineAsync().ConfigureAwait(false);
    }

    /// <summary>Writes one line; the next may be written when it is.</summary>
    public Task WriteJsonLineAsync<T>(T document, JsonTypeInfo<T> type)
    {
        // Through buffers that are used again: a listing has any number of lines.
        _bytes.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = type.Options.Encoder }))
        {
            JsonSerializer.Serialize(json, document, type);
        }

        _characters = _characters.Length >= _bytes.WrittenCount ? _characters : new char[_bytes.WrittenCount * 2];
        var length = Encoding.UTF8.GetChars(_bytes.WrittenSpan, _characters);
        return terminal.Data.WriteLineAsync(_characters.AsMemory(0, length));
    }

    public Task WriteCsvAsync(IEnumerable<object?> row) => terminal.Data.WriteLineAsync(Csv.Line(row));
}
