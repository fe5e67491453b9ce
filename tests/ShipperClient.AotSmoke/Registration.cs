using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ShipperClient.AotSmoke;

internal static class Registration
{
    public static async Task BindAsync()
    {
        await using var provider = new ServiceCollection().AddLogServiceClient(Section()).Services.BuildServiceProvider();

        await CheckAsync(provider.GetRequiredService<LogServiceClient>(), provider, Options.DefaultName);
    }

    public static async Task BindKeyedAsync()
    {
        var services = new ServiceCollection().AddLogServiceClient("eu", Section()).Services.AddSingleton<Report>();
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredKeyedService<LogServiceClient>("eu");

        Check.Equal(client, provider.GetRequiredService<Report>().Client);
        await CheckAsync(client, provider, "eu");
    }

    public static async Task TellMistakesAsync()
    {
        var section = Section(("Endpoint", ""), ("MaxRetryAttempts", "many"));
        await using var provider = new ServiceCollection().AddLogServiceClient(section).Services.BuildServiceProvider();

        var exception = await Check.ThrowsAsync<OptionsValidationException>(() => Task.Run(provider.GetRequiredService<IStartupValidator>().Validate));

        Check.Equal(2, exception.Failures.Count());
    }

    private static async Task CheckAsync(LogServiceClient client, ServiceProvider provider, string name)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<LogServiceClientOptions>>().Get(name);
        Check.Equal(SignatureVersion.V4, options.SignatureVersion);
        Check.Equal(7, options.MaxRetryAttempts);
        Check.Equal(TimeSpan.FromSeconds(5), options.AttemptTimeout);
        Check.Equal(0, (await Given.ListFailedAsync(client)).Total);
    }

    private static IConfiguration Section(params (string Key, string Value)[] changes)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["LogService:Endpoint"] = Given.Endpoint,
            ["LogService:AccessKeyId"] = Given.AccessKeyId,
            ["LogService:AccessKeySecret"] = Given.AccessKeySecret,
            ["LogService:SignatureVersion"] = "V4",
            ["LogService:Region"] = "eu-central-1",
            ["LogService:MaxRetryAttempts"] = "7",
            ["LogService:AttemptTimeout"] = "00:00:05",
        };
        foreach (var (key, value) in changes)
        {
            values[$"LogService:{key}"] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("LogService");
    }
}
