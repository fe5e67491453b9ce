using WireMock.Server;

namespace ShipperClient.WireMock.Tests.Support;

/// <summary>The WireMock server of a test class, on loopback and on a port that the system chooses.</summary>
public sealed class WireMockFixture : IDisposable
{
    public WireMockServer Server { get; } = WireMockServer.Start("http://127.0.0.1:0");

    public void Dispose() => Server.Dispose();
}
