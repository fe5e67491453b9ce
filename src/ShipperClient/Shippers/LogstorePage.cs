namespace ShipperClient;

/// <summary>One page of the names of a project's Logstores.</summary>
/// <param name="Count">How many names this page holds, as the service counted.</param>
/// <param name="Total">How many names there are.</param>
/// <param name="Logstores">The names of this page; empty past the end.</param>
public sealed record LogstorePage(int Count, int Total, IReadOnlyList<string> Logstores)
{
    /// <summary>The service's id for the request, to quote to its support; <see langword="null"/> where none came.</summary>
    public string? RequestId { get; init; }
}
