using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Clients;

/// <summary>Clients that an application registers reach the fake.</summary>
public sealed class ClientSettingsTests : ServiceTest
{
    protected override void Configure(FakeLogServiceOptions options)
    {
        options.Credentials = new LogServiceCredentials("STS.one", "secret", "token", Now.AddHours(1));
        options.Region = "cn-shanghai";
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Configured_client_of_a_container_reaches_the_fake(SignatureVersion version)
    {
        var services = new ServiceCollection();
        services.AddLogServiceClient(options =>
        {
            Service.Configure(options);
            options.SignatureVersion = version;
        });

        await ReachesTheFakeAsync(services);
    }

    [Theory]
    [InlineData("LogService")]
    [InlineData("Clients:Hangzhou")]
    public async Task Client_of_a_section_reaches_the_fake(string section)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Service.ToConfiguration(section)).Build();
        var services = new ServiceCollection();
        services.AddLogServiceClient(configuration.GetSection(section)).Services.Configure<LogServiceClientOptions>(options => options.TimeProvider = Clock);

        await ReachesTheFakeAsync(services);
    }

    [Fact]
    public void Configuration_has_the_settings_that_Configure_sets()
    {
        var (configured, bound) = (new LogServiceClientOptions(), new LogServiceClientOptions());
        Service.Configure(configured);
        new ConfigurationBuilder().AddInMemoryCollection(Service.ToConfiguration("LogService")).Build().GetSection("LogService").Bind(bound);

        Assert.Equal(
            (configured.Endpoint, configured.Region, configured.RetryDelay, configured.AttemptTimeout, configured.TotalTimeout),
            (bound.Endpoint, bound.Region, bound.RetryDelay, bound.AttemptTimeout, bound.TotalTimeout));
        Assert.Same(Clock, configured.TimeProvider);
        Assert.Equal(TimeSpan.FromHours(1), bound.TotalTimeout);
    }

    [Fact]
    public async Task Configuration_with_the_systems_clock_and_a_long_term_key_has_neither_time_outs_nor_a_token()
    {
        await using var service = await FakeLogService.StartAsync(cancellationToken: Cancel);

        Assert.Equal(
            ["A:AccessKeyId", "A:AccessKeySecret", "A:Endpoint", "A:Region", "A:RetryDelay"], service.ToConfiguration("A").Keys.Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public void Missing_argument_throws()
    {
        Assert.Throws<ArgumentNullException>(() => Service.Configure(null!));
        Assert.Throws<ArgumentNullException>(() => Service.ToConfiguration(null!));
        Assert.Throws<ArgumentException>(() => Service.ToConfiguration(""));
    }

    private async Task ReachesTheFakeAsync(ServiceCollection services)
    {
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<LogServiceClient>().RetryShipperTasksAsync(Reference, ["id"], Cancel);

        Assert.Equal(SignatureVerdict.Valid, Assert.Single(Service.Requests).SignatureVerdict);
    }
}
