namespace ShipperClient.Testing.Internal;

/// <summary>What only some tasks have: an id given by the test, a failure, a count of lines.</summary>
internal sealed record TaskDetails(string? Id, string? Code, string? Message, long? DataLines);
