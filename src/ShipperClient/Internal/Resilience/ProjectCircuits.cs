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

    protected override ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        // One type of state for the inner pipeline: with TState passed on, each pipeline wraps it once more, and a compiler ahead of time finds no end of types.
        Func<ResilienceContext, ValueTask<Outcome<HttpResponseMessage>>> attempt = inner => callback(inner, state);
        return Of(CallContext.From(context).Operation.Project).ExecuteOutcomeAsync(static (inner, attempt) => attempt(inner), context, attempt);
    }

    private ResiliencePipeline<HttpResponseMessage> Of(string project)
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
                node = new LinkedListNode<Circuit>(new Circuit(project, Build()));
                _byProject.Add(project, node);
            }

            _lastUsedFirst.AddFirst(node);
            return node.Value.Strategy;
        }
    }

    private void DropLastAtCapacity()
    {
        if (_byProject.Count == Capacity)
        {
            _byProject.Remove(_lastUsedFirst.Last!.Value.Project);
            _lastUsedFirst.RemoveLast();
        }
    }

    private ResiliencePipeline<HttpResponseMessage> Build()
    {
        var state = new CircuitBreakerStateProvider();
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                Name = "circuit-breaker",
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = BreakDuration,
                StateProvider = state,

                // Throttling and the caller's own errors are answers: the service is up. A probe that its caller canceled has shown nothing, so it must not
                // close the circuit.
                ShouldHandle = arguments => new(
                    arguments.Outcome.Exception is LogServiceUnavailableException
                    || (arguments.Outcome.Exception is OperationCanceledException && state.CircuitState == CircuitState.HalfOpen)),
            })
            .Build();
    }

    private sealed record Circuit(string Project, ResiliencePipeline<HttpResponseMessage> Strategy);
}
