namespace ShipperClient.Benchmarks;

/// <summary>What the attempts of one operation met, and what the next one will. It flows with the operation, as an activity does.</summary>
internal sealed class Journal(Random random)
{
    private const double FaultShare = 0.2;

    private static readonly AsyncLocal<Journal?> Flowing = new();

    private readonly Lock _gate = new();
    private readonly List<(string? FirstId, SoakFault? Fault)> _attempts = [];

    public static Journal Current => Flowing.Value ?? throw new InvalidOperationException("An attempt was made outside of an operation of the soak.");

    /// <summary>The fault that each request of the operation met last, by the first task id in it.</summary>
    public IReadOnlyList<(string? FirstId, SoakFault? Fault)> LastAttempts
    {
        get
        {
            lock (_gate)
            {
                return [.. _attempts.GroupBy(static attempt => attempt.FirstId, StringComparer.Ordinal).Select(static attempts => attempts.Last())];
            }
        }
    }

    /// <summary>Starts the journal of an operation: what the caller awaits from here on writes into it.</summary>
    public static Journal Begin(Random random) => Flowing.Value = new Journal(random);

    /// <summary>Draws what an attempt meets: a fault in 20 % of them.</summary>
    /// <param name="firstId">The first task id in the request; <see langword="null"/> where it has none.</param>
    public SoakFault? Draw(string? firstId)
    {
        lock (_gate)
        {
            var fault = random.NextDouble() < FaultShare ? SoakFault.All[random.Next(SoakFault.All.Length)] : null;
            _attempts.Add((firstId, fault));
            return fault;
        }
    }
}
