namespace ShipperClient.WireMock.Tests.Support;

/// <summary>A test against WireMock: skipped where there is none (in CI it fails instead), and verified at its end without being asked.</summary>
public abstract class WireMockTest(WireMockServer server) : IAsyncLifetime
{
    private readonly List<Scenario> _scenarios = [];

    protected WireMockServer Server => server;

    public ValueTask InitializeAsync()
    {
        if (server.Missing is { } reason)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Fail(reason);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var scenario in _scenarios)
        {
            scenario.Dispose();
            await scenario.VerifyAsync();
        }
    }

    /// <summary>Opens the scenario whose project and stubs have this name.</summary>
    internal Scenario Open(string project) => Add(new Scenario(server, project, SignatureVersion.V1));

    /// <summary>Opens a scenario that is played once with each version of the signature, and has stubs for both.</summary>
    internal Scenario Open(string name, SignatureVersion version) => Add(new Scenario(server, $"{name}-{(version == SignatureVersion.V4 ? "v4" : "v1")}", version));

    private Scenario Add(Scenario scenario)
    {
        _scenarios.Add(scenario);
        return scenario;
    }
}
