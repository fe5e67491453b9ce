using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ShipperClient.Benchmarks;

/// <summary>Sees every attempt of a client whose first attempts all fail, and so when its circuit has to open: at the twentieth.</summary>
internal sealed class CircuitWatch : DelegatingHandler
{
    private const int Enough = 20;

    private static readonly AsyncLocal<StrongBox<long>?> LastAttempt = new();

    private int _failures;

    /// <summary>When the circuit had to open, as a timestamp; 0 before.</summary>
    public long Opened { get; private set; }

    /// <summary>Starts to follow a call: when its last attempt ended, as a timestamp; 0 while none has.</summary>
    public static StrongBox<long> Follow() => LastAttempt.Value = new StrongBox<long>();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await base.SendAsync(request, cancellationToken);
            if (!reply.IsSuccessStatusCode)
            {
                Failed();
            }

            return reply;
        }
        catch (HttpRequestException)
        {
            Failed();
            throw;
        }
        finally
        {
            LastAttempt.Value!.Value = Stopwatch.GetTimestamp();
        }
    }

    private void Failed()
    {
        if (Interlocked.Increment(ref _failures) == Enough)
        {
            Opened = Stopwatch.GetTimestamp();
        }
    }
}
