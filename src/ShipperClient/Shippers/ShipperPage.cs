namespace ShipperClient;

/// <summary>One page of the names of a Logstore's shippers.</summary>
/// <param name="Count">The number of names on this page, as the service counts it.</param>
/// <param name="Total">The number of names on all pages.</param>
/// <param name="Shippers">The names on this page; empty past the end of the list.</param>
public sealed record ShipperPage(int Count, int Total, IReadOnlyList<string> Shippers)
{
    /// <summary>Gets the service's id of the request, to quote to its support.</summary>
    /// <value><see langword="null"/> if the service sent none.</value>
    public string? RequestId { get; init; }
}
