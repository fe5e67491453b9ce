using Microsoft.Extensions.Options;
using RetryWorker.Tests.Support;
using ShipperClient.Worker;
using ShipperClient.Worker.Configuration;

namespace RetryWorker.Tests.Configuration;

/// <summary>How settings are read, and which mistakes are reported.</summary>
public class RetryWorkerOptionsTests
{
    [Theory]
    [InlineData("48:00:00", 48 * 60)]
    [InlineData("2.00:00:00", 48 * 60)]
    [InlineData("24:30:00", (24 * 60) + 30)]
    [InlineData("00:20:00", 20)]
    [InlineData("1:30", 90)]
    public async Task Duration_is_read_in_hours_minutes_and_seconds(string text, int minutes)
    {
        await using var worker = await WorkerFixture.StartAsync(("Overlap", text), ("LagLimit", text));

        Assert.Equal(TimeSpan.FromMinutes(minutes), worker.Get<IOptions<RetryWorkerOptions>>().Value.Overlap);
        Assert.Equal(TimeSpan.FromMinutes(minutes), worker.Get<IOptions<RetryWorkerOptions>>().Value.LagLimit);
    }

    [Theory]
    [InlineData("48")]
    [InlineData("soon")]
    [InlineData("00:99:00")]
    public async Task Text_that_is_no_duration_is_reported_with_an_example(string text)
    {
        await using var worker = await WorkerFixture.StartAsync(("Interval", text));

        Assert.Equal([$"RetryWorker:Interval is \"{text}\", but must be a duration in hours, minutes and seconds, such as 00:05:00."], Failures(worker), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Every_value_out_of_range_is_reported_together()
    {
        await using var worker = await WorkerFixture.StartAsync(
            ("Shippers:0", "a/b/c/d"), ("Shippers:1", "a/b/c"), ("Shippers:2", "a/b/c"), ("Interval", "00:00:00"), ("Overlap", "72:00:00"), ("MaxTries", "0"),
            ("LagLimit", "00:00:00"), ("MaxConcurrency", "65"), ("Passes", "-1"), ("DiscoveryInterval", "00:00:01"), ("RequestsPerSecond", "-1"));

        string[] expected = ["Shippers:0", "Shippers:2", "Interval", "DiscoveryInterval", "Overlap", "MaxTries", "LagLimit", "MaxConcurrency", "RequestsPerSecond", "Passes"];
        Assert.Equal(expected, Failures(worker).Select(static failure => failure["RetryWorker:".Length..failure.IndexOf(' ', StringComparison.Ordinal)]), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_of_the_configuration_is_reported_together()
    {
        await using var worker = await WorkerFixture.StartAsync(
            ("Shippers", "a/b/c"), ("Intervall", "00:01:00"), ("MaxTries", "many"), ("Overlap:Hours", "1"), ("LagLimit", "00:00:00"));

        Assert.Equal(
            [
                "RetryWorker:Shippers is the single value \"a/b/c\", but must be a list: set RetryWorker:Shippers:0, such as my-project/my-logstore/my-shipper.",
                "RetryWorker:Overlap is a section, but must be a duration in hours, minutes and seconds, such as 00:05:00.",
                "RetryWorker:MaxTries is \"many\", but must be a whole number.",
                "RetryWorker:Intervall is not a setting. Did you mean RetryWorker:Interval?",
                "RetryWorker:LagLimit must be more than 0, but is 00:00:00.",
            ],
            Failures(worker),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Empty_value_is_an_absent_one()
    {
        await using var worker = await WorkerFixture.StartAsync(("Overlap", ""), ("StateFile", " "));

        var options = worker.Get<IOptions<RetryWorkerOptions>>().Value;
        Assert.Equal((TimeSpan.FromMinutes(30), "retry-worker.json"), (options.Overlap, options.StateFile));
    }

    [Fact]
    public async Task Project_a_Logstore_and_a_shipper_are_names()
    {
        await using var worker = await WorkerFixture.StartAsync(("Shippers:0", "my-project"), ("Shippers:1", "my-project/app_logs"), ("Shippers:2", "my-project/app_logs/to-oss"));

        worker.Get<IStartupValidator>().Validate();
    }

    [Fact]
    public void No_shipper_at_all_is_a_mistake() => Assert.Equal(
        "RetryWorker:Shippers is empty. Name at least one project, project/logstore or project/logstore/shipper.",
        new RetryWorkerOptionsValidator().Validate(null, new RetryWorkerOptions()).FailureMessage);

    [Fact]
    public void Every_setting_is_in_the_documentation_and_in_appsettings()
    {
        var documentation = File.ReadAllText(Repository.PathTo("docs/worker.md"));
        var settings = File.ReadAllText(Repository.PathTo("samples/RetryWorker/appsettings.json"));

        Assert.All(typeof(RetryWorkerOptions).GetProperties(), property =>
        {
            Assert.Contains($"\n| `RetryWorker:{property.Name}` |", documentation, StringComparison.Ordinal);
            Assert.Contains($"\n    \"{property.Name}\": ", settings, StringComparison.Ordinal);
        });
    }

    private static IEnumerable<string> Failures(WorkerFixture worker) =>
        Assert.Throws<OptionsValidationException>(() => worker.Get<IStartupValidator>().Validate()).Failures;
}
