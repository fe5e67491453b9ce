using Microsoft.Extensions.DependencyInjection;

namespace ShipperClient.Tests;

internal static class Containers
{
    /// <summary>A container with a client of the scene's service.</summary>
    public static ServiceProvider Of(Scene scene, Action<IHttpClientBuilder>? build = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddLogServiceClient(scene.Configure);
        build?.Invoke(builder);
        more?.Invoke(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    public static LogServiceClient Client(IServiceProvider container) => container.GetRequiredService<LogServiceClient>();
}
