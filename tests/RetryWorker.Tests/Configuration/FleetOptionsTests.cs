using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RetryWorker.Tests.Support;
using ShipperClient.Worker;

namespace RetryWorker.Tests.Configuration;

/// <summary>The settings of a fleet, and which mistakes are reported.</summary>
public class FleetOptionsTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("Database=x")]
    [InlineData("Host=db;Port=many;Password=top-secret")]
    [InlineData("Host=db;Pasword=top-secret")]
    public void Text_that_is_no_connection_string_is_reported_without_it(string text)
    {
        var failure = Assert.Single(Failures(("Fleet:Database", text)));

        Assert.StartsWith("Fleet:Database is not a connection string of PostgreSQL. Write it like Host=", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_reported_together() => Assert.Equal(
        [
            "Fleet:CreateSchema is \"maybe\", but must be true or false.",
            "Fleet:Databse is not a setting. Did you mean Fleet:Database?",
            "Fleet:MaxConcurrencyPerProject must be 1 to 1000, but is 0.",
            "Fleet:SchedulerConnections must be 5 to 200, but is 4.",
            "Fleet:StateConnections must be 5 to 200, but is 201.",
        ],
        Failures(("Fleet:CreateSchema", "maybe"), ("Fleet:Databse", "x"), ("Fleet:MaxConcurrencyPerProject", "0"), ("Fleet:SchedulerConnections", "4"), ("Fleet:StateConnections", "201")),
        StringComparer.Ordinal);

    [Fact]
    public void Number_of_passes_belongs_to_a_single_process() => Assert.Equal(
        ["RetryWorker:Passes cannot be combined with Fleet:Database: a fleet runs until it is stopped."],
        Failures(("Fleet:Database", "Host=db"), ("RetryWorker:Passes", "1")),
        StringComparer.Ordinal);

    [Fact]
    public void Every_setting_is_in_the_documentation_and_in_appsettings()
    {
        var documentation = File.ReadAllText(Repository.PathTo("docs/fleet.md"));
        var settings = File.ReadAllText(Repository.PathTo("samples/RetryWorker/appsettings.json"));

        Assert.All(typeof(FleetOptions).GetProperties(), property =>
        {
            Assert.Contains($"\n| `Fleet:{property.Name}` |", documentation, StringComparison.Ordinal);
            Assert.Contains($"\"{property.Name}\": ", settings, StringComparison.Ordinal);
        });
    }

    private static IEnumerable<string> Failures(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Append(("RetryWorker:Shippers:0", "my-project"))
            .Select(static setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2))).Build();
        var services = new ServiceCollection();
        services.AddShipperRetryWorker(configuration);
        using var container = services.BuildServiceProvider();
        return Assert.Throws<OptionsValidationException>(() => container.GetRequiredService<IStartupValidator>().Validate()).Failures;
    }
}
