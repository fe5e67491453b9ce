using Microsoft.Extensions.DependencyInjection;

namespace ShipperClient.AotSmoke;

/// <summary>A service of an application that takes a client by its key.</summary>
internal sealed class Report([FromKeyedServices("eu")] LogServiceClient client)
{
    public LogServiceClient Client => client;
}
