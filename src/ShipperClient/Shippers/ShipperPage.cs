namespace ShipperClient;

/// <summary>One page of the names of a Logstore's shippers.</summary>
/// <param name="Count">How many names this page holds, as the service counted.</param>
/// <param name="Total">How many names there are.</param>
/// <param name="Shippers">The names of this page; empty past the end.</param>
public sealed record ShipperPage(int Count, int Total, IReadOnlyList<string> Shippers)
{
    /// <summary>The service's id for the request, to quote to its support; <see langword="null"/> where none came.</summary>
    public string? RequestId { get; init; }
}
