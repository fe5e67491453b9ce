using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Registration;

public class RegistrationTests
{
    [Fact]
    public async Task A_client_from_a_container_and_one_without_behave_alike()
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.ClockOffset = TimeSpan.FromHours(3));
        fixture.Tasks.AddTasks(3, ShipperTaskStatus.Fail);
        await using var container = Containers.Of(fixture);

        List<List<string>> sent = [];
        foreach (var client in new[] { fixture.Client(), Containers.Client(container) })
        {
            var before = fixture.Requests.Count;
            fixture.Fail(FakeFault.Reset());
            var page = await client.GetShipperStatusAsync(new ShipperStatusQuery(Sample.Shipper, fixture.Clock.GetUtcNow().AddHours(-1), fixture.Clock.GetUtcNow().AddHours(4)));
            await client.RetryShipperTasksAsync(Sample.Shipper, [.. page.Tasks.Select(task => task.Id)]);
            Assert.Throws<ArgumentException>(() => { _ = client.RetryShipperTasksAsync(Sample.Shipper, []); });
            sent.Add([.. fixture.Requests.Skip(before).Select(request =>
                $"{request} {string.Join(' ', HeadersOf(request))} {request.SignatureVerdict}")]);
        }

        Assert.Equal(4, sent[0].Count);
        Assert.Equal(sent[0], sent[1]);
    }

    // Without .NET's own: another test that listens to spans makes it send one.
    private static IEnumerable<string> HeadersOf(RecordedRequest request) =>
        request.Headers.Keys.Where(static name => name != "traceparent").Order(StringComparer.Ordinal);

    [Fact]
    public async Task Client_is_a_singleton_that_the_container_disposes()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var container = Containers.Of(fixture);
        var client = Containers.Client(container);
        Assert.Same(client, Containers.Client(container));
        await using (var scope = container.CreateAsyncScope())
        {
            Assert.Same(client, Containers.Client(scope.ServiceProvider));
        }

        await client.GetShipperStatusAsync(fixture.Query);
        await container.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => { _ = client.GetShipperStatusAsync(fixture.Query); });
    }

    [Fact]
    public async Task Named_clients_keep_their_own_credentials_clock_and_circuit()
    {
        await using var here = await ServiceFixture.StartAsync();
        await using var there = await ServiceFixture.StartAsync(options =>
        {
            options.ClockOffset = TimeSpan.FromHours(5);
            options.Credentials = new LogServiceCredentials("other-id", "other-secret");
        });
        var services = new ServiceCollection();
        services.AddLogServiceClient("here", options => { here.Configure(options); options.MaxRetryAttempts = 0; });
        services.AddLogServiceClient("there", options => { there.Configure(options); options.MaxRetryAttempts = 0; });
        services.AddSingleton<Both>();
        await using var container = services.BuildServiceProvider(validateScopes: true);
        var both = container.GetRequiredService<Both>();

        await both.There.RetryShipperTasksAsync(Sample.Shipper, ["id"]);
        await both.Here.RetryShipperTasksAsync(Sample.Shipper, ["id"]);
        Assert.Equal((1, 2), (here.Requests.Count, there.Requests.Count)); // only one clock had to be corrected
        Assert.Equal("other-id", there.Requests[^1].Headers["Authorization"]["LOG ".Length..].Split(':')[0]);

        here.FailWith(System.Net.HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, 30);
        for (var i = 0; i < 30; i++)
        {
            await Assert.ThrowsAsync<LogServiceUnavailableException>(() => both.Here.RetryShipperTasksAsync(Sample.Shipper, ["id"]));
        }

        Assert.InRange(here.Requests.Count, 20, 22); // open
        await both.There.RetryShipperTasksAsync(Sample.Shipper, ["id"]);
        Assert.Null(container.GetService<LogServiceClient>());
    }

    [Fact]
    public async Task Registering_a_client_again_adds_to_its_options_and_not_to_its_pipeline()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.FailWith(System.Net.HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy, 30);
        await using var container = Containers.Of(fixture, more: services => services.AddLogServiceClient(options => options.MaxRetryAttempts = 1));

        await Assert.ThrowsAsync<LogServiceUnavailableException>(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query));

        Assert.Equal(2, fixture.Requests.Count);
    }

    [Fact]
    public async Task Host_with_wrong_options_does_not_start_and_reports_every_mistake()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogServiceClient(options =>
        {
            options.Endpoint = "https://user:password@cn-hangzhou.log.aliyuncs.com/path";
            options.SignatureVersion = SignatureVersion.V4;
            options.MaxRetryAttempts = -1;
            options.StatusLookback = TimeSpan.FromHours(49);
        });
        using var host = builder.Build();

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(3, exception.Failures.Count());
        Assert.All(["Endpoint", "MaxRetryAttempts", "StatusLookback"], word => Assert.Contains(word, exception.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("password", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_reports_the_same_mistakes()
    {
        var options = new LogServiceClientOptions { Endpoint = "ftp://x", RetryDelay = TimeSpan.FromSeconds(-1) };

        var exception = Assert.Throws<OptionsValidationException>(() => LogServiceClient.Create(options));

        Assert.Equal(2, exception.Failures.Count());
        Assert.Throws<ArgumentNullException>(() => LogServiceClient.Create(null!));
    }

    [Fact]
    public async Task Section_configures_a_client_with_its_access_key()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["LogService:Endpoint"] = fixture.Service.BaseAddress.ToString(),
            ["LogService:SignatureVersion"] = "v4",
            ["LogService:Region"] = "cn-hangzhou",
            ["LogService:MaxRetryAttempts"] = "0",
            ["LogService:AccessKeyId"] = fixture.Service.Credentials.AccessKeyId,
            ["LogService:AccessKeySecret"] = fixture.Service.Credentials.AccessKeySecret,
        });
        builder.Services.AddLogServiceClient(builder.Configuration.GetSection("LogService"));
        builder.Services.Configure<LogServiceClientOptions>(options => options.TimeProvider = fixture.Clock);
        using var host = builder.Build();
        await host.StartAsync();

        await Containers.Client(host.Services).GetShipperStatusAsync(fixture.Query);

        Assert.StartsWith("SLS4-HMAC-SHA256 ", Assert.Single(fixture.Requests).Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_key_in_the_section_and_a_provider_in_code_are_refused()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Endpoint"] = "cn-hangzhou.log.aliyuncs.com",
            ["AccessKeyId"] = "section-id",
            ["AccessKeySecret"] = "section-secret",
        });
        builder.Services.AddLogServiceClient(builder.Configuration);
        builder.Services.Configure<LogServiceClientOptions>(options => options.Credentials = new EnvironmentCredentialsProvider());
        using var host = builder.Build();

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("given twice", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("section-", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Named_clients_can_have_sections_of_their_own()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Endpoint"] = fixture.Service.BaseAddress.ToString(),
            ["AccessKeyId"] = fixture.Service.Credentials.AccessKeyId,
            ["AccessKeySecret"] = fixture.Service.Credentials.AccessKeySecret,
        }).Build();
        var services = new ServiceCollection();
        services.AddLogServiceClient("eu", configuration);
        services.Configure<LogServiceClientOptions>("eu", options => options.TimeProvider = fixture.Clock);
        await using var container = services.BuildServiceProvider();

        await container.GetRequiredKeyedService<LogServiceClient>("eu").GetShipperStatusAsync(fixture.Query);

        Assert.Single(fixture.Requests);
    }

    [Fact]
    public void Typed_client_of_the_same_short_name_is_not_affected()
    {
        var services = new ServiceCollection();
        services.AddLogServiceClient(options => options.Endpoint = "cn-hangzhou.log.aliyuncs.com");
        services.AddHttpClient<SomebodyElses.LogServiceClient>();
        using var container = services.BuildServiceProvider();

        Assert.Empty(container.GetRequiredService<SomebodyElses.LogServiceClient>().Http.DefaultRequestHeaders);
    }

    [Fact]
    public void Missing_arguments_are_refused_at_registration()
    {
        var services = new ServiceCollection();

        Assert.Throws<ArgumentNullException>(() => services.AddLogServiceClient((Action<LogServiceClientOptions>)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddLogServiceClient((IConfiguration)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddLogServiceClient("eu", (IConfiguration)null!));
        Assert.Throws<ArgumentException>(() => services.AddLogServiceClient(" ", _ => { }));
        Assert.Throws<ArgumentNullException>(() => LogServiceClientServiceCollectionExtensions.AddLogServiceClient(null!, _ => { }));
    }

    private static class SomebodyElses
    {
        public sealed class LogServiceClient(HttpClient http)
        {
            public HttpClient Http => http;
        }
    }

    private sealed class Both([FromKeyedServices("here")] LogServiceClient here, [FromKeyedServices("there")] LogServiceClient there)
    {
        public LogServiceClient Here => here;

        public LogServiceClient There => there;
    }
}
