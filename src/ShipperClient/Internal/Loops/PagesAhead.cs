using System.Runtime.CompilerServices;

namespace ShipperClient.Internal.Loops;

/// <summary>Reads every page of a list in its order, and requests pages ahead of the one that the caller works on.</summary>
/// <param name="getPage">Gets the page at an offset.</param>
/// <param name="getId">Identifies an item: the list may move while it is read.</param>
/// <param name="ahead">
/// The number of pages that are requested at a time once the first has shown the total; so many are in memory beside the current one. With 0, a page is
/// requested when the caller has worked through the one before.
/// </param>
internal sealed class PagesAhead<T>(Func<int, CancellationToken, Task<(IReadOnlyList<T> Items, int Total)>> getPage, Func<T, string> getId, int ahead)
{
    // A list may grow while it is read, but not without end: what never ends would fill the memory.
    private const int GrowthAllowed = 10_000;

    // In the order of the list.
    private readonly List<PageRequest> _requests = [];
    private int _next;
    private long? _limit;
    private int _pageLength;
    private bool _isRead;

    public async IAsyncEnumerable<T> ReadAsync(int offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            _next = offset;
            while (!_isRead)
            {
                IReadOnlyList<T>? items = await NextAsync(stop.Token, cancellationToken).ConfigureAwait(false);
                foreach (var item in items)
                {
                    // The list may have moved since the last page.
                    if (seen.Add(getId(item)))
                    {
                        yield return item;
                    }
                }

                items = null; // a page that was read is not kept while the next one arrives
            }
        }
        finally
        {
            // No request outlives the enumeration: those past the end, and those that a caller who stops has no use for.
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (var request in _requests)
            {
                await ((Task)request.Page).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Takes the next page, and requests those that follow it.
    private async Task<IReadOnlyList<T>> NextAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        try
        {
            if (_requests.Count == 0)
            {
                _requests.Add(Request(_next, stop));
            }

            var current = _requests[0];
            var (items, total) = await current.Page.ConfigureAwait(false);
            _requests.RemoveAt(0);
            _pageLength = Math.Max(_pageLength, items.Count);
            _isRead = items.Count == 0 || (long)current.Offset + items.Count >= total;
            _limit ??= (2L * total) + GrowthAllowed;
            if (!_isRead)
            {
                _next = current.Offset + items.Count;
                ThrowIfEndless();
                RequestAhead(total, stop);
            }

            return items;
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    private void ThrowIfEndless()
    {
        if (_next > _limit)
        {
            throw new LogServiceProtocolException(string.Create(
                CultureInfo.InvariantCulture,
                $"The list does not end: {_next} items were read, more than twice the total of its first page and {GrowthAllowed} more. Choose a shorter window."));
        }
    }

    private void RequestAhead(int total, CancellationToken stop)
    {
        // The service may return fewer items than requested: what is missing before the page that follows comes first.
        if (ahead > 0 && (_requests.Count == 0 || _requests[0].Offset > _next))
        {
            _requests.Insert(0, Request(_next, stop));
        }

        while (_requests.Count < ahead && (long)_requests[^1].Offset + _pageLength < total)
        {
            _requests.Add(Request(_requests[^1].Offset + _pageLength, stop));
        }
    }

    private PageRequest Request(int offset, CancellationToken stop) => new(offset, getPage(offset, stop));

    private readonly record struct PageRequest(int Offset, Task<(IReadOnlyList<T> Items, int Total)> Page);
}
