using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ShipperClient.Tests.Registration;

/// <summary>What a client takes from its section when the configuration reloads, and what it does not.</summary>
public sealed class ConfigurationReloadTests
{
    [Fact]
    public async Task Access_key_of_the_section_is_read_anew()
    {
        await using var test = await Test.StartAsync();
        await test.CallAsync();

        test.Reload(("AccessKeyId", "rotated-id"), ("AccessKeySecret", "rotated-secret"), ("SecurityToken", "rotated-token"));
        await Assert.ThrowsAnyAsync<LogServiceException>(test.CallAsync);

        var request = test.Fixture.Requests[^1];
        Assert.StartsWith("LOG rotated-id:", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("rotated-token", request.Headers["x-acs-security-token"]);
        var log = test.Watch.OwnLogs.First();
        Assert.Equal((LogLevel.Information, 9, "AccessKeyReloaded"), (log.Level, log.Id.Id, log.Id.Name));
        Assert.DoesNotContain("rotated-", log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AccessKeyId", null)]
    [InlineData("AccessKeySecret", " ")]
    [InlineData("AccessKeySecret", "not visible")]
    public async Task Access_key_that_cannot_be_used_is_logged_and_the_one_before_stays(string key, string? value)
    {
        await using var test = await Test.StartAsync();

        test.Reload((key, value));
        await test.CallAsync();

        var log = Assert.Single(test.Watch.OwnLogs);
        Assert.Equal((LogLevel.Warning, 10, "AccessKeyNotReloaded"), (log.Level, log.Id.Id, log.Id.Name));
        Assert.DoesNotContain("not visible", log.Text, StringComparison.Ordinal);

        test.Reload(("AccessKeyId", test.Fixture.Service.Credentials.AccessKeyId), ("AccessKeySecret", "another"));
        await Assert.ThrowsAsync<LogServiceAuthenticationException>(test.CallAsync);
    }

    [Fact]
    public async Task Change_of_what_is_read_once_is_logged_and_has_no_effect()
    {
        await using var test = await Test.StartAsync();

        test.Reload(("Endpoint", "elsewhere.example"), ("totaltimeout", "00:00:07"));
        await test.CallAsync();

        var log = Assert.Single(test.Watch.OwnLogs);
        Assert.Equal((LogLevel.Warning, 11, "OptionsNotReloaded"), (log.Level, log.Id.Id, log.Id.Name));
        Assert.Contains("Endpoint, TotalTimeout", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", log.Text, StringComparison.Ordinal);

        test.Reload(("Region", null));
        Assert.Single(test.Watch.OwnLogs); // the same change is logged once
    }

    [Fact]
    public async Task Access_key_that_appears_later_is_a_change_of_what_is_read_once()
    {
        await using var test = await Test.StartAsync(hasKey: false);

        test.Reload(("AccessKeyId", "late-id"), ("AccessKeySecret", "late-secret"));
        await test.CallAsync();

        Assert.Contains("AccessKeyId, AccessKeySecret", Assert.Single(test.Watch.OwnLogs).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reload_without_a_change_is_not_logged_and_none_is_followed_after_the_container()
    {
        await using var test = await Test.StartAsync();

        test.Reload();
        await test.CallAsync();
        Assert.Empty(test.Watch.OwnLogs);

        await test.Container.DisposeAsync();
        test.Reload(("Endpoint", "elsewhere.example"));
        Assert.Empty(test.Watch.OwnLogs);
    }

    private sealed class Test(ServiceFixture fixture, IConfigurationRoot configuration, ServiceProvider container, Watch watch) : IAsyncDisposable
    {
        private readonly LogServiceClient _client = Containers.Client(container);

        public ServiceFixture Fixture => fixture;

        public ServiceProvider Container => container;

        public Watch Watch => watch;

        public static async Task<Test> StartAsync(bool hasKey = true)
        {
            var fixture = await ServiceFixture.StartAsync();
            var watch = new Watch();
            var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("LogService:Endpoint", (string?)fixture.Service.BaseAddress.ToString())]).Build();
            if (hasKey)
            {
                configuration["LogService:AccessKeyId"] = fixture.Service.Credentials.AccessKeyId;
                configuration["LogService:AccessKeySecret"] = fixture.Service.Credentials.AccessKeySecret;
            }

            var services = new ServiceCollection();
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(watch));
            services.AddLogServiceClient(configuration.GetSection("LogService"));
            services.Configure<LogServiceClientOptions>(options =>
            {
                options.TimeProvider = fixture.Clock;
                if (!hasKey)
                {
                    options.Credentials = new StaticCredentialsProvider(fixture.Service.Credentials.AccessKeyId, fixture.Service.Credentials.AccessKeySecret);
                }
            });
            return new Test(fixture, configuration, services.BuildServiceProvider(), watch);
        }

        public Task<ShipperStatusPage> CallAsync() => _client.GetShipperStatusAsync(fixture.Query);

        public void Reload(params (string Key, string? Value)[] changes)
        {
            foreach (var (key, value) in changes)
            {
                configuration["LogService:" + key] = value;
            }

            configuration.Reload();
        }

        public async ValueTask DisposeAsync()
        {
            await container.DisposeAsync();
            watch.Dispose();
            await fixture.DisposeAsync();
        }
    }
}
