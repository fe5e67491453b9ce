using ShipperClient.Internal.Credentials;

namespace ShipperClient;

/// <summary>
/// Caches the credentials of any fetch, and renews them early: 15 minutes before they expire, or at half of a life of up to 30 minutes, in the
/// background while the old ones still hold (specification, "Credentials").
/// </summary>
/// <remarks>
/// <para>One fetch runs at a time, however many ask, and it may take 30 seconds. A caller who stops waiting ends its own wait and not the fetch.</para>
/// <para>
/// A fetch that fails is tried again after 1 second at the soonest, then 2, 4 and so on up to 1 minute. As long as the old credentials hold,
/// nobody notices; after that, whoever asks in the meantime is told the last failure at once.
/// </para>
/// <para>Credentials without <see cref="LogServiceCredentials.ExpiresAt"/> are kept until the service calls them expired (<see cref="Invalidate"/>).</para>
/// </remarks>
public sealed class RotatingCredentialsProvider : ILogServiceCredentialsProvider
{
    private static readonly TimeSpan FetchLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(1);

#pragma warning disable MA0158 // .NET 8 has no Lock.
    private readonly object _gate = new();
#pragma warning restore MA0158
    private readonly Func<CancellationToken, ValueTask<LogServiceCredentials>> _fetch;
    private readonly string _source;
    private readonly TimeProvider _clock;

    // Written under the gate only, and read without it: a cached answer takes no lock.
    private volatile CachedCredentials? _cached;
    private volatile FetchFailure? _failure;
    private volatile Task<FetchFailure?>? _running;
    private long? _invalidatedAt; // a timestamp: the clock's hands may be put elsewhere

    /// <summary>Creates a provider around a fetch.</summary>
    /// <param name="fetch">
    /// Gets new credentials, from a vault or a service; not called again before it has ended or its 30 seconds are over. Its token ends when its 30 seconds are over. What it throws
    /// becomes part of messages, so it must not quote a secret.
    /// </param>
    /// <param name="source">What messages call the source, such as "the vault"; <see langword="null"/> for "the fetch of the RotatingCredentialsProvider".</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fetch"/> is <see langword="null"/>.</exception>
    public RotatingCredentialsProvider(
        Func<CancellationToken, ValueTask<LogServiceCredentials>> fetch, string? source = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        _fetch = fetch;
        _source = source ?? $"the fetch of the {nameof(RotatingCredentialsProvider)}";
        _clock = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Whether a fetch runs.</summary>
    internal bool IsFetching => _running is not null;

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// The fetch failed, took longer than 30 seconds, or gave nothing or expired credentials, and there are no old ones that still hold. The message
    /// names the source and the cause, the inner exception is the cause, and <see cref="LogServiceException.IsTransient"/> is that of the cause.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
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

    /// <summary>Drops exactly these credentials, so that the next who asks has them fetched anew; where the cache holds others already, or it was done less than a second ago, nothing happens.</summary>
    /// <param name="rejected">The credentials that the service called expired.</param>
    public void Invalidate(LogServiceCredentials rejected)
    {
        lock (_gate)
        {
            // At most once a second: a source that goes on giving what the service rejects must not be asked for every refused call.
            if (rejected is not null && ReferenceEquals(_cached?.Credentials, rejected)
                && (_invalidatedAt is not { } last || _clock.GetElapsedTime(last) >= ShortestLife))
            {
                _cached = null;
                _failure = null; // its back-off was for as long as the old ones held
                _invalidatedAt = _clock.GetTimestamp();
            }
        }
    }

    private void RenewInBackground()
    {
        if (_running is null && _failure?.Holds(_clock) != true)
        {
            _ = Run();
        }
    }

    private async ValueTask<LogServiceCredentials> WaitAsync(CancellationToken cancellationToken)
    {
        // What a fetch brought may have been rejected by the service before this caller woke up: then the next fetch is waited for.
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

    /// <summary>The fetch that runs, or a new one where one is due.</summary>
    /// <returns>How it failed, or <see langword="null"/>.</returns>
    private Task<FetchFailure?> Run()
    {
        lock (_gate)
        {
            if (_running is { } running)
            {
                return running;
            }

            // Whoever waited for the gate may find it done.
            var holds = _cached is { } cached && _clock.GetUtcNow() < cached.RenewAt;
            if (holds || _failure?.Holds(_clock) == true)
            {
                return Task.FromResult(holds ? null : _failure);
            }

            // Elsewhere: a fetch that blocks must hold neither the gate nor the caller.
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

        lock (_gate)
        {
            _cached = fetched ?? _cached;
            _failure = cause is null ? null : FetchFailure.Next(_failure, _source, cause, _clock, _cached);
            _running = null; // last: who reads it without the gate must find the rest done
            return _failure;
        }
    }

    private async Task<CachedCredentials> FetchInTimeAsync()
    {
        using var time = new CancellationTokenSource(FetchLimit, _clock);
        LogServiceCredentials? credentials;
        try
        {
            // A fetch that does not listen to its token, or blocks before it returns, must not hold up the next one.
            var fetching = Task.Run(() => _fetch(time.Token).AsTask(), CancellationToken.None);
            _ = fetching.ContinueWith(
                static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            credentials = await fetching.WaitAsync(time.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (time.IsCancellationRequested)
        {
            throw new LogServiceAuthenticationException(
                string.Create(CultureInfo.InvariantCulture, $"They did not come within {FetchLimit.TotalSeconds:0} s. Try again later."), new TimeoutException("The fetch ran out of time.", exception))
            {
                IsTransient = true,
            };
        }

        var now = _clock.GetUtcNow();
        return credentials is null ? throw new LogServiceAuthenticationException("The fetch returned null. One that has no credentials must say why by throwing.")
            : credentials.ExpiresAt <= now ? throw new LogServiceAuthenticationException(
                string.Create(CultureInfo.InvariantCulture, $"They expired at {credentials.ExpiresAt.Value.UtcDateTime:u}, but it is {now.UtcDateTime:u} here. Is this machine's clock right?"))
            : new CachedCredentials(credentials, now);
    }
}
