using Polly;
using Polly.CircuitBreaker;
using ShipperClient.Internal.Pipeline;
using ShipperClient.Internal.Time;

namespace ShipperClient.Internal.Resilience;

/// <summary>
/// One circuit for each project, because a project that fails says nothing about another. An application may see any number of projects: the circuits of
/// those that it called last are kept, and a project that returns starts with a closed one.
/// </summary>
internal sealed class ProjectCircuits(TimeProvider local) : ResilienceStrategy<HttpResponseMessage>
{
    public const int Capacity = 1_000;

    public static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(5);

    // It never goes back. The circuits alone use it: Polly reuses the timers of its time-outs with the system's own clock only.
    private readonly MonotonicTimeProvider _clock = new(local);

    // A project is a label of a host name, for which case does not matter.
    private readonly Dictionary<string, LinkedListNode<Circuit>> _byProject = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<Circuit> _lastUsedFirst = [];

    public int Count
    {
        get
        {
            lock (_byProject)
            {
                return _byProject.Count;
            }
        }
    }

    public Circuit Of(string project)
    {
        lock (_byProject)
        {
            if (_byProject.TryGetValue(project, out var node))
            {
                _lastUsedFirst.Remove(node);
            }
            else
            {
                DropLastAtCapacity();
                node = new LinkedListNode<Circuit>(new Circuit(project, _clock));
                _byProject.Add(project, node);
            }

            _lastUsedFirst.AddFirst(node);
            return node.Value;
        }
    }

    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var call = CallContext.From(context);
        var circuit = Of(call.Operation.Project);
        if (call.FirstFailure is null)
        {
            // One type of state for the inner pipeline: with TState passed on, each pipeline wraps it once more, and a compiler ahead of time finds no end of types.
            Func<ResilienceContext, ValueTask<Outcome<HttpResponseMessage>>> attempt = inner => callback(inner, state);
            return await circuit.ExecuteAsync(attempt, context).ConfigureAwait(false);
        }

        // That attempt was made while the circuit was closed: its outcome counts, whatever the circuit is now.
        var outcome = await callback(context, state).ConfigureAwait(false);
        await circuit.ReportAsync(outcome).ConfigureAwait(false);
        return outcome;
    }

    private void DropLastAtCapacity()
    {
        if (_byProject.Count == Capacity)
        {
            _byProject.Remove(_lastUsedFirst.Last!.Value.Project);
            _lastUsedFirst.RemoveLast();
        }
    }

    /// <summary>The circuit of one project.</summary>
    public sealed class Circuit
    {
        private readonly CircuitBreakerStateProvider _state = new();
        private readonly ResiliencePipeline<HttpResponseMessage> _strategy;

        public Circuit(string project, TimeProvider clock)
        {
            Project = project;
            _strategy = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
                .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
                {
                    Name = "circuit-breaker",
                    FailureRatio = 0.5,
                    MinimumThroughput = 20,
                    SamplingDuration = TimeSpan.FromSeconds(10),
                    BreakDuration = BreakDuration,
                    StateProvider = _state,

                    // Throttling and the caller's own errors are answers: the service is up. A probe that its caller canceled has shown nothing, so it must not
                    // close the circuit.
                    ShouldHandle = arguments => new(
                        arguments.Outcome.Exception is LogServiceUnavailableException
                        || (arguments.Outcome.Exception is OperationCanceledException && _state.CircuitState == CircuitState.HalfOpen)),
                })
                .Build();
        }

        public string Project { get; }

        public bool IsClosed => _state.CircuitState == CircuitState.Closed;

        public ValueTask<Outcome<HttpResponseMessage>> ExecuteAsync(Func<ResilienceContext, ValueTask<Outcome<HttpResponseMessage>>> attempt, ResilienceContext context) =>
            _strategy.ExecuteOutcomeAsync(static (inner, attempt) => attempt(inner), context, attempt);

        /// <summary>Counts an attempt that was made outside the circuit. If it has opened since, the outcome is late: it must not pass for the probe's.</summary>
        public async ValueTask ReportAsync(Outcome<HttpResponseMessage> outcome)
        {
            if (IsClosed)
            {
                var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
                await _strategy.ExecuteOutcomeAsync(static (_, outcome) => ValueTask.FromResult(outcome), context, outcome).ConfigureAwait(false);
                ResilienceContextPool.Shared.Return(context);
            }
        }
    }
}
