using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ShipperClient.Testing.Tests.Readme;

/// <summary>The README of the package. That it shows the code of <see cref="Snippets"/>, and nothing that a package page cannot show, is tested with all pages of the repository.</summary>
public sealed class PackageReadmeTests
{
    [Fact]
    public async Task Code_of_the_README_runs()
    {
        await using var service = await FakeLogService.StartAsync();
        var shipper = service.AddShipper(new ShipperReference("my-project", "my-logstore", "my-shipper"));
        using var client = service.CreateClient();

        await Snippets.TestAsync();
        Snippets.Retry(shipper);
        Snippets.Fail(service);
        await client.RetryShipperTasksAsync(shipper.Reference, ["id-1", "id-2"]);
        Snippets.Inspect(service);
        await Snippets.WaitAsync(service);
        await Snippets.ControlTimeAsync(shipper.Reference);
        Snippets.Register(service, new ServiceCollection(), new ConfigurationBuilder());
        Assert.Equal(4, service.Requests.Count);
    }

    [Fact]
    public void Table_of_failures_names_every_fault()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PackageReadme.md"));

        Assert.All(
            typeof(FakeFault).GetMethods().Where(method => method.IsStatic).Select(method => method.Name).Distinct(StringComparer.Ordinal),
            name => Assert.Contains($"`{name}`", readme, StringComparison.Ordinal));
    }
}
