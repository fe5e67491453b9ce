namespace ShipperClient.Internal.Signing;

/// <summary>A query parameter or a header as it is signed.</summary>
internal readonly record struct SignedField(string Name, string Value);
