namespace ShipperClient.Testing.Internal.Tasks;

/// <summary>What only some tasks have: an id that the test gave, a failure, a number of lines.</summary>
internal sealed record TaskDetails(string? Id, string? Code, string? Message, long? DataLines);
