using System.Globalization;
using ShipperClient.Internal.Loops;

namespace ShipperClient.Tests.Extensions;

/// <summary>Pages that are asked for ahead of the caller: which, how many at a time, and what becomes of them.</summary>
public sealed class PagesAheadTests
{
    private readonly List<string> _list = [.. Enumerable.Range(0, 95).Select(static i => i.ToString(CultureInfo.InvariantCulture))];
    private readonly List<int> _offsets = [];
    private readonly List<CancellationToken> _tokens = [];
    private bool _isHeld = true;
    private int _inFlight;
    private int _mostInFlight;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int, int[]> Pages => new MatrixTheoryData<int, int[]>([0, 1, 2, 4, 32], [[10], [7], [95], [96], [1], [10, 3], [3, 10], [10, 10, 1, 10], [10, 9, 8, 7, 6]]);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Items_are_yielded_once_and_in_order_however_many_a_page_has(int ahead, int[] lengths)
    {
        var pages = new PagesAhead<string>(
            async (offset, _) =>
            {
                var length = lengths[_offsets.Count % lengths.Length];
                _offsets.Add(offset);
                await Task.Yield();
                return ([.. _list.Skip(offset).Take(length)], _list.Count);
            },
            static item => item,
            ahead);

        Assert.Equal(_list, await pages.ReadAsync(offset: 0, Cancellation).ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Pages_are_asked_for_ahead_of_the_caller_and_so_many_at_a_time(int ahead)
    {
        List<TaskCompletionSource> held = [];
        await using var items = Held(held, ahead).GetAsyncEnumerator(Cancellation);
        var first = items.MoveNextAsync();
        Assert.Equal([0], _offsets); // the total is not known yet

        held[0].SetResult();
        await first;

        Assert.Equal(Enumerable.Range(0, ahead + 1).Select(static page => page * 10).ToList(), _offsets);
        _isHeld = false;
        held.ForEach(static page => page.TrySetResult());
        while (await items.MoveNextAsync())
        {
        }

        Assert.Equal(Math.Max(ahead, 1), _mostInFlight);
    }

    [Fact]
    public async Task Caller_that_stops_leaves_no_request_in_flight()
    {
        List<TaskCompletionSource> held = [];
        await using (var items = Held(held, ahead: 3).GetAsyncEnumerator(Cancellation))
        {
            var first = items.MoveNextAsync();
            held[0].SetResult();
            Assert.True(await first);
            Assert.Equal((4, 3), (held.Count, _inFlight));
        }

        Assert.Equal(0, _inFlight);
        Assert.All(_tokens, static token => Assert.True(token.IsCancellationRequested));
    }

    [Fact]
    public async Task List_that_shrinks_ends_at_its_new_end()
    {
        var pages = new PagesAhead<string>(
            (offset, _) =>
            {
                _offsets.Add(offset);
                var total = _offsets.Count == 1 ? 95 : 15; // what was asked for ahead is past the end by now
                return Task.FromResult<(IReadOnlyList<string>, int)>(([.. _list.Take(total).Skip(offset).Take(10)], total));
            },
            static item => item,
            ahead: 4);

        Assert.Equal(_list.Take(15).ToList(), await pages.ReadAsync(offset: 0, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Error_of_a_page_is_thrown_after_the_items_before_it()
    {
        List<string> read = [];
        var pages = new PagesAhead<string>(
            (offset, _) => offset == 20
                ? Task.FromException<(IReadOnlyList<string>, int)>(new LogServiceUnavailableException("down"))
                : Task.FromResult<(IReadOnlyList<string>, int)>(([.. _list.Skip(offset).Take(10)], _list.Count)),
            static item => item,
            ahead: 4);

        await Assert.ThrowsAsync<LogServiceUnavailableException>(async () =>
        {
            await foreach (var item in pages.ReadAsync(offset: 0, Cancellation))
            {
                read.Add(item);
            }
        });

        Assert.Equal(_list.Take(20).ToList(), read);
    }

    [Fact]
    public async Task List_that_never_ends_is_given_up_after_twice_its_first_total_and_ten_thousand_items()
    {
        var read = 0;
        var pages = new PagesAhead<string>(
            (offset, _) => Task.FromResult<(IReadOnlyList<string>, int)>(([offset.ToString(CultureInfo.InvariantCulture)], offset == 0 ? 500 : int.MaxValue)),
            static item => item,
            ahead: 1);

        var exception = await Assert.ThrowsAsync<LogServiceProtocolException>(async () =>
        {
            await foreach (var item in pages.ReadAsync(offset: 0, Cancellation))
            {
                read++;
            }
        });

        Assert.Equal(11_000, read);
        Assert.Equal("The list does not end: 11001 items were read, more than twice the total of its first page and 10000 more. Choose a shorter window.", exception.Message);
    }

    [Fact]
    public async Task Cancellation_has_the_token_of_the_caller()
    {
        using var cancelling = new CancellationTokenSource();
        List<TaskCompletionSource> held = [];
        await using var items = Held(held, ahead: 1, cancelling.Token).GetAsyncEnumerator(CancellationToken.None);
        var first = items.MoveNextAsync();

        await cancelling.CancelAsync();

        Assert.Equal(cancelling.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await first)).CancellationToken);
    }

    // Each page is released by the test, until it holds none any more.
    private IAsyncEnumerable<string> Held(List<TaskCompletionSource> held, int ahead, CancellationToken cancellationToken = default) => new PagesAhead<string>(
        async (offset, token) =>
        {
            _offsets.Add(offset);
            _tokens.Add(token);
            var page = new TaskCompletionSource();
            held.Add(page);
            _mostInFlight = Math.Max(_mostInFlight, ++_inFlight);
            try
            {
                await (_isHeld ? page.Task.WaitAsync(token) : Task.CompletedTask);
            }
            finally
            {
                _inFlight--;
            }

            return ([.. _list.Skip(offset).Take(10)], _list.Count);
        },
        static item => item,
        ahead).ReadAsync(offset: 0, cancellationToken);
}
