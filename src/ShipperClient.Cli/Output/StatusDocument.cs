namespace ShipperClient.Cli.Output;

/// <summary>What <c>shipper status</c> writes as JSON, be it of one shipper or of many.</summary>
internal sealed record StatusDocument(WindowDocument Window, IReadOnlyList<ShipperDocument> Shippers);
