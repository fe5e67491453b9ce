using ShipperClient.Internal.Operations;

namespace ShipperClient;

public partial class LogServiceClient
{
    /// <summary>Gets one page of the names of a project's Logstores (the service's <c>ListLogStores</c>).</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="offset">How many names to skip. The default is 0.</param>
    /// <param name="size">How many names to return at most, 1 to 500. The default is 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page; its <see cref="LogstorePage.Logstores"/> are empty past the end.</returns>
    /// <remarks>The errors are those of <see cref="GetShipperStatusAsync"/>. <see cref="LogServiceClientExtensions.ListAllLogstoresAsync"/> goes through every page.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="project"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="project"/> is not a safe name; see <see cref="ShipperReference"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative, or <paramref name="size"/> is not 1 to 500.</exception>
    /// <exception cref="LogServiceException">The call failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public virtual Task<LogstorePage> ListLogstoresAsync(string project, int offset = 0, int size = 100, CancellationToken cancellationToken = default)
    {
        var dependencies = EnsureUsable();
        ListRequests.CheckNames(project);
        ListRequests.CheckPage(offset, size);
        return SendAsync(
            dependencies,
            "ListLogstores",
            new OperationTarget(project, null, null),
            ListRequests.Logstores(dependencies.Endpoint, project, offset, size),
            static (reply, requestId) => ListResponses.ReadLogstores(reply.Span, requestId),
            cancellationToken);
    }

    /// <summary>Gets one page of the names of a Logstore's shippers (the service's <c>ListShipper</c>; specification, "Neighbouring call").</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="logstore">The Logstore's name.</param>
    /// <param name="offset">How many names to skip. The default is 0.</param>
    /// <param name="size">How many names to return at most, 1 to 500. The default is 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page; its <see cref="ShipperPage.Shippers"/> are empty past the end.</returns>
    /// <remarks>The errors are those of <see cref="GetShipperStatusAsync"/>. <see cref="LogServiceClientExtensions.ListAllShippersAsync"/> goes through every page.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="project"/> or <paramref name="logstore"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="project"/> or <paramref name="logstore"/> is not a safe name; see <see cref="ShipperReference"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative, or <paramref name="size"/> is not 1 to 500.</exception>
    /// <exception cref="LogServiceException">The call failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public virtual Task<ShipperPage> ListShippersAsync(
        string project, string logstore, int offset = 0, int size = 100, CancellationToken cancellationToken = default)
    {
        var dependencies = EnsureUsable();
        ListRequests.CheckNames(project, logstore);
        ListRequests.CheckPage(offset, size);
        return SendAsync(
            dependencies,
            "ListShippers",
            new OperationTarget(project, logstore, null),
            ListRequests.Shippers(dependencies.Endpoint, project, logstore, offset, size),
            static (reply, requestId) => ListResponses.ReadShippers(reply.Span, requestId),
            cancellationToken);
    }
}
