using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ShipperClient.Tests.Registration;

/// <summary>What a registration needs is asked for at the call.</summary>
public class RegistrationArgumentTests
{
    private static readonly IConfiguration Section = new ConfigurationBuilder().Build();

    [Fact]
    public void Missing_argument_is_named()
    {
        var services = new ServiceCollection();

        Assert.Throws<ArgumentNullException>("services", () => LogServiceClientServiceCollectionExtensions.AddLogServiceClient(null!, static _ => { }));
        Assert.Throws<ArgumentNullException>("configure", () => services.AddLogServiceClient((Action<LogServiceClientOptions>)null!));
        Assert.Throws<ArgumentNullException>("section", () => services.AddLogServiceClient((IConfiguration)null!));
        Assert.Throws<ArgumentNullException>("section", () => services.AddLogServiceClient("eu", (IConfiguration)null!));
        Assert.Throws<ArgumentException>("name", () => services.AddLogServiceClient(" ", static _ => { }));
        Assert.Throws<ArgumentException>("name", () => services.AddLogServiceClient(" ", Section));
    }
}
