namespace ShipperClient.Worker.Reports;

/// <summary>The shippers in numbers.</summary>
/// <param name="Shippers">How many there are.</param>
/// <param name="Waiting">How many have had no pass yet.</param>
/// <param name="Unreachable">How many are unreachable.</param>
/// <param name="Incomplete">How many have an incomplete last pass.</param>
/// <param name="Failed">How many tasks have failed and are not given up.</param>
/// <param name="GivenUp">How many tasks are given up.</param>
/// <param name="OldestPass">When the shipper that has waited longest had its last pass; <see langword="null"/> if there was none.</param>
internal sealed record StatusTotals(int Shippers, int Waiting, int Unreachable, int Incomplete, int Failed, int GivenUp, DateTimeOffset? OldestPass);
