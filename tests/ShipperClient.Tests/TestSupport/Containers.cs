using Microsoft.Extensions.DependencyInjection;

namespace ShipperClient.Tests.TestSupport;

internal static class Containers
{
    /// <summary>A container with a client of the fixture's service.</summary>
    public static ServiceProvider Of(ServiceFixture fixture, Action<IHttpClientBuilder>? build = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddLogServiceClient(fixture.Configure);
        build?.Invoke(builder);
        more?.Invoke(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    public static LogServiceClient Client(IServiceProvider container) => container.GetRequiredService<LogServiceClient>();
}
