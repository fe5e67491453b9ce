namespace ShipperClient;

/// <summary>How many tasks of a whole window stand where. It counts the window, not the page: never add it up over pages.</summary>
/// <param name="Running">Tasks that are running.</param>
/// <param name="Success">Tasks that succeeded.</param>
/// <param name="Fail">Tasks that failed.</param>
public sealed record ShipperTaskStatistics(int Running, int Success, int Fail);
