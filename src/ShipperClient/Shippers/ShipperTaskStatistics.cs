namespace ShipperClient;

/// <summary>The number of tasks of a whole window by status. It counts the window and not the page: never add it up over pages.</summary>
/// <param name="Running">The number of tasks that are running.</param>
/// <param name="Success">The number of tasks that succeeded.</param>
/// <param name="Fail">The number of tasks that failed.</param>
public sealed record ShipperTaskStatistics(int Running, int Success, int Fail);
