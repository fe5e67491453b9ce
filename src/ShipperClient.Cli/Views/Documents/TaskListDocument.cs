namespace ShipperClient.Cli.Views.Documents;

/// <summary>What <c>shipper tasks</c> writes as JSON. The tasks are written as they come.</summary>
internal sealed record TaskListDocument(string Shipper, WindowDocument Window, IAsyncEnumerable<TaskDocument> Tasks);
