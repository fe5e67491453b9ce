namespace ShipperClient.Worker.Reports;

/// <summary>How the last pass over a shipper went, the worst last.</summary>
internal enum PassOutcome
{
    /// <summary>There has been no pass yet.</summary>
    None,

    /// <summary>The pass completed.</summary>
    Completed,

    /// <summary>The pass did not complete: it was throttled, partly refused, or ran out of time.</summary>
    Incomplete,

    /// <summary>The shipper is unreachable: no connection, a failing service, refused credentials, no such shipper.</summary>
    Unreachable,
}
