namespace ShipperClient.Cli.Views.Documents;

/// <summary>What <c>shipper status</c> writes as JSON, of one shipper or of many.</summary>
internal sealed record StatusDocument(WindowDocument Window, IReadOnlyList<ShipperDocument> Shippers);
