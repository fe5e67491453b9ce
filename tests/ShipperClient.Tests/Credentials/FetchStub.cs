using System.Threading.Channels;

namespace ShipperClient.Tests.Credentials;

/// <summary>A fetch that the test completes, one call at a time, or always in the same way.</summary>
internal sealed class FetchStub
{
    private readonly Channel<TaskCompletionSource<LogServiceCredentials>> _calls = Channel.CreateUnbounded<TaskCompletionSource<LogServiceCredentials>>();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public Func<LogServiceCredentials>? Always { get; set; }

    public async ValueTask<LogServiceCredentials> GetAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        if (Always is { } always)
        {
            return always();
        }

        var call = new TaskCompletionSource<LogServiceCredentials>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Writer.TryWrite(call);
        return await call.Task;
    }

    /// <summary>Gets the next call, which waits for the test.</summary>
    public async Task<TaskCompletionSource<LogServiceCredentials>> NextAsync() =>
        await _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Calls a provider and completes the fetch that this causes.</summary>
    public async Task<LogServiceCredentials> SucceedAsync(ILogServiceCredentialsProvider provider, DateTimeOffset? expiresAt)
    {
        var waiting = provider.GetCredentialsAsync(TestContext.Current.CancellationToken);
        (await NextAsync()).SetResult(new($"id-{Count}", "secret", "token", expiresAt));
        return await waiting;
    }
}
