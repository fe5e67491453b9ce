using ShipperClient.Internal.Credentials.Caching;

namespace ShipperClient;

/// <summary>
/// Caches the credentials of a fetch that you provide and renews them in the background: 15 minutes before they expire, or halfway through
/// if they are valid for 30 minutes or less.
/// </summary>
/// <remarks>
/// <para>One fetch runs at a time, whatever the number of callers, and it may take 30 seconds. A caller that is canceled ends its own wait, not the fetch.</para>
/// <para>
/// After a fetch that fails, the source is asked again after 1 second at the earliest, then after 2, 4 and so on up to 1 minute. The previous credentials
/// are used until they expire; after that, a call between two fetches throws the last failure immediately.
/// </para>
/// <para>Credentials without <see cref="LogServiceCredentials.ExpiresAt"/> are kept until the service reports them as expired (<see cref="Invalidate"/>).</para>
/// </remarks>
public sealed class RotatingCredentialsProvider : ILogServiceCredentialsProvider
{
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(1);

#pragma warning disable MA0158 // .NET 8 has no Lock.
    private readonly object _lock = new();
#pragma warning restore MA0158
    private readonly Func<CancellationToken, ValueTask<LogServiceCredentials>> _fetch;
    private readonly string _source;
    private readonly TimeProvider _clock;

    // Written under the lock only, and read without it: cached credentials take no lock.
    private volatile CachedCredentials? _cached;
    private volatile FetchFailure? _failure;
    private volatile Task<FetchFailure?>? _running;
    private long? _invalidatedAt; // a timestamp: the clock itself may be set back

    /// <summary>Initializes a new instance of the <see cref="RotatingCredentialsProvider"/> class with a fetch.</summary>
    /// <param name="fetch">
    /// Gets new credentials, for example from a vault. It is not called again before it has completed or its 30 seconds have passed; its token is canceled after
    /// 30 seconds. The message of a <see cref="LogServiceException"/> that it throws becomes part of the provider's and is logged, so it must not contain a secret; of
    /// any other exception, the message names the type only.
    /// </param>
    /// <param name="source">The source as messages name it, such as "the vault"; <see langword="null"/> for "the fetch of the RotatingCredentialsProvider".</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system clock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fetch"/> is <see langword="null"/>.</exception>
    public RotatingCredentialsProvider(
        Func<CancellationToken, ValueTask<LogServiceCredentials>> fetch, string? source = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        _fetch = fetch;
        _source = source ?? $"the fetch of the {nameof(RotatingCredentialsProvider)}";
        _clock = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Gets how long a fetch may take.</summary>
    internal TimeSpan FetchLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets a value indicating whether a fetch is running.</summary>
    internal bool IsFetching => _running is not null;

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// The fetch failed, took longer than 30 seconds, or returned <see langword="null"/> or expired credentials, and there are no previous credentials that are still
    /// valid. The message names the source and the cause, the inner exception is the cause, and <see cref="LogServiceException.IsTransient"/> is that of the cause.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<LogServiceCredentials>(cancellationToken);
        }

        if (_cached is { } cached)
        {
            var now = _clock.GetUtcNow();
            if (now < cached.RenewAt)
            {
                return new(cached.Credentials);
            }

            if (now < cached.ExpiresAt)
            {
                RenewInBackground();
                return new(cached.Credentials);
            }
        }

        return WaitAsync(cancellationToken);
    }

    /// <summary>Drops exactly these credentials, so that the next call fetches new ones. Does nothing if the cache holds others already, or less than a second after the last time.</summary>
    /// <param name="rejected">The credentials that the service reported as expired.</param>
    public void Invalidate(LogServiceCredentials rejected)
    {
        lock (_lock)
        {
            // At most once a second: a source that keeps returning what the service rejects must not be asked for every rejected call.
            if (rejected is not null && ReferenceEquals(_cached?.Credentials, rejected)
                && (_invalidatedAt is not { } last || _clock.GetElapsedTime(last) >= ShortestLife))
            {
                _cached = null;
                _failure = null; // its back-off assumed that the previous credentials were valid
                _invalidatedAt = _clock.GetTimestamp();
            }
        }
    }

    private void RenewInBackground()
    {
        if (_running is null && _failure?.IsBackingOff(_clock) != true)
        {
            _ = Run();
        }
    }

    private async ValueTask<LogServiceCredentials> WaitAsync(CancellationToken cancellationToken)
    {
        // The service may have rejected the fetched credentials before this caller continued: then it waits for the next fetch.
        while (true)
        {
            if (await Run().WaitAsync(cancellationToken).ConfigureAwait(false) is { } failure)
            {
                throw failure.ToException();
            }

            if (_cached is { } cached)
            {
                return cached.Credentials;
            }
        }
    }

    /// <summary>Gets the running fetch, or starts one if it is due.</summary>
    /// <returns>The failure, or <see langword="null"/>.</returns>
    private Task<FetchFailure?> Run()
    {
        lock (_lock)
        {
            if (_running is { } running)
            {
                return running;
            }

            // Another caller may have fetched while this one waited for the lock.
            var isFresh = _cached is { } cached && _clock.GetUtcNow() < cached.RenewAt;
            if (isFresh || _failure?.IsBackingOff(_clock) == true)
            {
                return Task.FromResult(isFresh ? null : _failure);
            }

            // On the thread pool: a fetch that blocks must hold neither the lock nor the caller.
            return _running = Task.Run(FetchAsync);
        }
    }

    private async Task<FetchFailure?> FetchAsync()
    {
        CachedCredentials? fetched = null;
        Exception? cause = null;
        try
        {
            fetched = await FetchInTimeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            cause = exception;
        }

        lock (_lock)
        {
            _cached = fetched ?? _cached;
            _failure = cause is null ? null : FetchFailure.Next(_failure, _source, cause, _clock, _cached);
            _running = null; // last: a reader without the lock must see the rest
            return _failure;
        }
    }

    private async Task<CachedCredentials> FetchInTimeAsync()
    {
        using var time = new CancellationTokenSource(FetchLimit, _clock);
        LogServiceCredentials? credentials;
        try
        {
            // A fetch that ignores its token, or blocks before it returns, must not delay the next one.
            var fetching = Task.Run(() => _fetch(time.Token).AsTask(), CancellationToken.None);
            _ = fetching.ContinueWith(
                static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            credentials = await fetching.WaitAsync(time.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (time.IsCancellationRequested)
        {
            throw new LogServiceAuthenticationException(
                string.Create(CultureInfo.InvariantCulture, $"The source did not respond within {FetchLimit.TotalSeconds:0} s. Try again later."), new TimeoutException("The fetch timed out.", exception))
            {
                IsTransient = true,
            };
        }

        var now = _clock.GetUtcNow();
        return credentials is null ? throw new LogServiceAuthenticationException("The fetch returned null. A fetch that has no credentials must throw an exception that says why.")
            : credentials.ExpiresAt <= now ? throw new LogServiceAuthenticationException(
                string.Create(CultureInfo.InvariantCulture, $"They expired at {credentials.ExpiresAt.Value.UtcDateTime:u}, but it is {now.UtcDateTime:u} here. Check the clock of this machine."))
            : new CachedCredentials(credentials, now);
    }
}
