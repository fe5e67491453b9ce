using Microsoft.Extensions.Options;
using ShipperClient.TestSupport;
using ShipperClient.Worker;
using ShipperClient.Worker.Gates;

namespace RetryWorker.Tests.Gates;

/// <summary>The rate of a project within one process.</summary>
public sealed class MemoryProjectGateTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Places_of_a_project_are_a_spacing_apart_and_other_projects_have_their_own()
    {
        var gate = Create(requestsPerSecond: 10);
        await gate.WaitAsync("a", CancellationToken.None);

        var second = gate.WaitAsync("a", CancellationToken.None);
        var third = gate.WaitAsync("a", CancellationToken.None);
        await gate.WaitAsync("b", CancellationToken.None);

        _clock.Advance(TimeSpan.FromMilliseconds(100));
        await second;
        Assert.False(third.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        await third;
    }

    [Fact]
    public async Task Place_is_missed_after_a_spacing()
    {
        var admission = await Create(requestsPerSecond: 5).WaitAsync("a", CancellationToken.None);
        Assert.False(admission.IsMissed(_clock));

        _clock.Advance(TimeSpan.FromMilliseconds(201));

        Assert.True(admission.IsMissed(_clock));
    }

    [Fact]
    public async Task No_limit_has_no_place_to_miss()
    {
        var admission = await Create(requestsPerSecond: 0).WaitAsync("a", CancellationToken.None);

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(admission.IsMissed(_clock));
    }

    private MemoryProjectGate Create(int requestsPerSecond) => new(Options.Create(new RetryWorkerOptions { RequestsPerSecond = requestsPerSecond }), _clock);
}
