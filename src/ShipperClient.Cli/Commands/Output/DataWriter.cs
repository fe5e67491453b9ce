using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ShipperClient.Cli.Views.Documents;

namespace ShipperClient.Cli.Commands.Output;

/// <summary>Writes documents to standard output for other programs.</summary>
internal sealed class DataWriter(Terminal terminal)
{
    public async Task WriteJsonAsync<T>(T document, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await JsonSerializer.SerializeAsync(terminal.DataStream, document, type, cancellationToken).ConfigureAwait(false);
        await terminal.Data.WriteLineAsync().ConfigureAwait(false);
    }

    public Task WriteJsonLineAsync<T>(T document, JsonTypeInfo<T> type) => terminal.Data.WriteLineAsync(JsonSerializer.Serialize(document, type));

    public Task WriteCsvAsync(IEnumerable<object?> row) => terminal.Data.WriteLineAsync(Csv.Line(row));
}
