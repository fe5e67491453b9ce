using ShipperClient.Internal.Loops;

namespace ShipperClient;

/// <summary>Loops over the methods of <see cref="LogServiceClient"/>: every page, every failed task, every shipper, until retried tasks finish.</summary>
/// <remarks>They use the client's public members only, so they work with a substitute as well.</remarks>
public static partial class LogServiceClientExtensions
{
    /// <summary>Lists every task of a window from <see cref="ShipperStatusQuery.Offset"/> on. The next page is requested while the caller works on the current one.</summary>
    /// <remarks>
    /// <see cref="ShipperStatusQuery.Size"/> is the size of a page: 500 costs the fewest requests. Two pages of tasks and the id of every task are held.
    /// If the list moves while it is read, a task that appears again is yielded once, and a task that moves to a page already read is missed. A list that grows
    /// beyond twice the total of its first page and 10,000 tasks is given up with a <see cref="LogServiceProtocolException"/>.
    /// </remarks>
    /// <param name="client">The client to list with.</param>
    /// <param name="query">The shipper, the window, and optionally a status.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The tasks, lazily. Errors, those of the query included, are thrown during the enumeration.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="query"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The query is not valid; see <see cref="LogServiceClient.GetShipperStatusAsync"/>.</exception>
    /// <exception cref="LogServiceException">A call failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static IAsyncEnumerable<ShipperTask> ListShipperTasksAsync(
        this LogServiceClient client, ShipperStatusQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(query);
        return Pager.TasksAsync(client, query, ahead: 1, cancellationToken);
    }

    /// <summary>Lists the names of every Logstore of a project, page by page as they are asked for.</summary>
    /// <param name="client">The client to list with.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The names, lazily, each once. Errors are thrown during the enumeration.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="project"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="project"/> is not a safe name; see <see cref="ShipperReference"/>.</exception>
    /// <exception cref="LogServiceException">A call failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static IAsyncEnumerable<string> ListAllLogstoresAsync(this LogServiceClient client, string project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(project);
        return Pager.LogstoresAsync(client, project, cancellationToken);
    }

    /// <summary>Lists the names of every shipper of a Logstore, page by page as they are asked for.</summary>
    /// <param name="client">The client to list with.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="logstore">The Logstore's name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The names, lazily, each once. Errors are thrown during the enumeration.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/>, <paramref name="project"/> or <paramref name="logstore"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="project"/> or <paramref name="logstore"/> is not a safe name; see <see cref="ShipperReference"/>.</exception>
    /// <exception cref="LogServiceException">A call failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static IAsyncEnumerable<string> ListAllShippersAsync(
        this LogServiceClient client, string project, string logstore, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(logstore);
        return Pager.ShippersAsync(client, project, logstore, cancellationToken);
    }

    /// <summary>Lists every shipper of every Logstore of a project: one call a page of Logstores, and one a page of each Logstore's shippers.</summary>
    /// <param name="client">The client to list with.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The shippers, lazily. A Logstore that is deleted during the listing is skipped; errors are thrown during the enumeration.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="project"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="project"/> is not a safe name; see <see cref="ShipperReference"/>.</exception>
    /// <exception cref="LogServiceException">A call failed, or a listed name is not safe.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static IAsyncEnumerable<ShipperReference> ListShipperReferencesAsync(
        this LogServiceClient client, string project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(project);
        return Pager.ReferencesAsync(client, project, cancellationToken);
    }

    /// <summary>Summarizes a shipper's tasks in a window: statistics, failures by reason, and how long ago the last data was received.</summary>
    /// <remarks>
    /// It costs one listing of the failed tasks, 500 a call, and one call for the statistics and the successes; one more if the window has more than 500
    /// successes. The calls are made one after the other: a task that finishes in between appears in the later one only.
    /// </remarks>
    /// <param name="client">The client to call with.</param>
    /// <param name="shipper">The shipper.</param>
    /// <param name="from">The start of the window, by task creation time; see <see cref="ShipperStatusQuery.From"/>.</param>
    /// <param name="to">The end of the window, by task creation time; see <see cref="ShipperStatusQuery.To"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="shipper"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The window is empty, too long or too old; see <see cref="LogServiceClient.GetShipperStatusAsync"/>.</exception>
    /// <exception cref="LogServiceException">A call failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static Task<ShipperSummary> SummarizeShipperAsync(
        this LogServiceClient client, ShipperReference shipper, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(shipper);
        var window = new ShipperStatusQuery(shipper, from, to) { Size = ShipperStatusQuery.MaxSize };
        return ShipperSummarizer.SummarizeAsync(client, window, cancellationToken);
    }

    /// <summary>Summarizes a shipper's tasks in the service's last hours, whatever the clock of this machine says.</summary>
    /// <remarks><inheritdoc cref="SummarizeShipperAsync(LogServiceClient, ShipperReference, DateTimeOffset, DateTimeOffset, CancellationToken)" path="/remarks/node()"/></remarks>
    /// <param name="client">The client to call with.</param>
    /// <param name="shipper">The shipper.</param>
    /// <param name="last">The length of the window: 1 second to <see cref="LogServiceClient.StatusLookback"/>; see <see cref="ShipperStatusQuery.Last"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="shipper"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="last"/> is shorter than 1 second or longer than the look-back.</exception>
    /// <exception cref="LogServiceException">A call failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static Task<ShipperSummary> SummarizeShipperAsync(
        this LogServiceClient client, ShipperReference shipper, TimeSpan last, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var window = ShipperStatusQuery.Last(shipper, last) with { Size = ShipperStatusQuery.MaxSize };
        return ShipperSummarizer.SummarizeAsync(client, window, cancellationToken);
    }
}
