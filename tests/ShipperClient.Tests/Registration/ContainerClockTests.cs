using Microsoft.Extensions.DependencyInjection;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Registration;

public sealed class ContainerClockTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Clock_of_the_container_is_the_default_of_the_client(bool isClockFirst)
    {
        var clock = new ManualTimeProvider();
        var own = new ManualTimeProvider(Sample.Now.AddDays(1));
        var services = new ServiceCollection();
        if (isClockFirst)
        {
            services.AddSingleton<TimeProvider>(clock);
        }

        services.Configure<LogServiceClientOptions>("own", options => options.TimeProvider = own);
        services.AddLogServiceClient(options => options.Endpoint = "cn-hangzhou.log.aliyuncs.com");
        services.AddLogServiceClient("own", options => options.Endpoint = "cn-hangzhou.log.aliyuncs.com");
        if (!isClockFirst)
        {
            services.AddSingleton<TimeProvider>(clock);
        }

        using var container = services.BuildServiceProvider();

        Assert.Equal(clock.GetUtcNow(), Containers.Client(container).Clock.GetUtcNow());
        Assert.Equal(own.GetUtcNow(), container.GetRequiredKeyedService<LogServiceClient>("own").Clock.GetUtcNow());
    }
}
