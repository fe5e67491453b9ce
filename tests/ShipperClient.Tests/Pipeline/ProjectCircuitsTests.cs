using System.Globalization;
using Polly;
using Polly.CircuitBreaker;
using ShipperClient.Internal.Operations;
using ShipperClient.Internal.Pipeline;
using ShipperClient.Internal.Resilience;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Pipeline;

/// <summary>The circuits of any number of projects: how many are kept, and which.</summary>
public sealed class ProjectCircuitsTests
{
    private readonly ProjectCircuits _circuits = new(new ManualTimeProvider());
    private readonly ResiliencePipeline<HttpResponseMessage> _strategies;

    public ProjectCircuitsTests()
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage>();
        builder.Add(_circuits);
        _strategies = builder.Build();
    }

    [Fact]
    public async Task Circuits_of_the_thousand_projects_that_were_called_last_are_kept()
    {
        await OpenAsync("failing");
        await OpenAsync("failing-and-forgotten");
        for (var i = 0; i < 3 * ProjectCircuits.Capacity; i++)
        {
            await CallAsync(string.Create(CultureInfo.InvariantCulture, $"project-{i}"));
            if (i % 100 == 0)
            {
                Assert.IsType<BrokenCircuitException>(await CallAsync("failing"));
            }
        }

        Assert.Equal(1_000, _circuits.Count);
        Assert.IsType<BrokenCircuitException>(await CallAsync("failing"));
        Assert.Null(await CallAsync("failing-and-forgotten"));
    }

    [Fact]
    public async Task Calls_of_many_projects_at_a_time_keep_to_the_limit()
    {
        await Parallel.ForAsync(0, 20_000, TestContext.Current.CancellationToken, async (i, _) => await CallAsync(string.Create(CultureInfo.InvariantCulture, $"project-{i % 2_000}")));

        Assert.Equal(1_000, _circuits.Count);
    }

    private async Task OpenAsync(string project)
    {
        for (var i = 0; i < 20; i++)
        {
            await CallAsync(project, new LogServiceUnavailableException("down"));
        }

        Assert.IsType<BrokenCircuitException>(await CallAsync(project));
    }

    private async Task<Exception?> CallAsync(string project, Exception? error = null)
    {
        var context = ResilienceContextPool.Shared.Get(TestContext.Current.CancellationToken);
        var call = new CallContext(new ListLogstores(project, offset: 0, size: 1), startTimestamp: 0, TestContext.Current.CancellationToken);
        using var request = new CallContext.Envelope(call, new Uri("https://project.example"));
        call.EnterPipeline(request, context.CancellationToken);
        call.AttachTo(context);
        var outcome = await _strategies.ExecuteOutcomeAsync(
            static (_, error) => new ValueTask<Outcome<HttpResponseMessage>>(error is null ? Outcome.FromResult<HttpResponseMessage>(null!) : Outcome.FromException<HttpResponseMessage>(error)),
            context,
            error);
        ResilienceContextPool.Shared.Return(context);
        return outcome.Exception;
    }
}
