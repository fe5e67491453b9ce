namespace ShipperClient.Tests.Extensions;

public class FindShippersTests
{
    [Fact]
    public async Task Every_shipper_of_every_Logstore_of_a_project_is_found()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var expected = new List<ShipperReference> { Sample.Shipper };
        for (var i = 0; i < 150; i++)
        {
            fixture.Service.AddLogstore("test-project", $"empty-{i}");
            expected.Add(fixture.Service.AddShipper(new ShipperReference("test-project", "busy", $"shipper-{i:000}")).Reference);
        }

        fixture.Service.AddShipper(new ShipperReference("another-project", "busy", "not-ours"));
        var client = fixture.Client();

        Assert.Equal(152, await client.ListAllLogstoresAsync("test-project").CountAsync());
        Assert.Equal(150, await client.ListAllShippersAsync("test-project", "busy").CountAsync());
        var found = await client.ListShipperReferencesAsync("test-project").ToListAsync();

        Assert.Equal(expected.OrderBy(shipper => shipper.ToString(), StringComparer.Ordinal), found);
    }

    [Fact]
    public async Task A_Logstore_that_vanishes_meanwhile_is_passed_over_and_other_errors_are_not()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Service.AddShipper(Sample.Shipper with { Logstore = "zzz" });
        var client = fixture.Client();
        fixture.Service.FailNext(
            Testing.FakeFault.Error(System.Net.HttpStatusCode.NotFound, LogServiceErrorCodes.LogStoreNotExist),
            when: request => request.Path.StartsWith("/logstores/test-logstore/", StringComparison.Ordinal));

        Assert.Equal("zzz", Assert.Single(await client.ListShipperReferencesAsync("test-project").ToListAsync()).Logstore);

        fixture.Service.FailNext(
            Testing.FakeFault.Error(System.Net.HttpStatusCode.Unauthorized, LogServiceErrorCodes.Unauthorized),
            when: request => request.Path.StartsWith("/logstores/", StringComparison.Ordinal));
        await Assert.ThrowsAsync<LogServiceAuthenticationException>(async () => await client.ListShipperReferencesAsync("test-project").ToListAsync());
    }

    [Theory]
    [InlineData("../x", "s", "The service lists a Logstore of p whose name is not safe to put into an address. Name the Logstores that you need, and list each with ListAllShippersAsync.")]
    [InlineData("l", "../x", "The service lists a shipper of p/l whose name is not safe to put into an address. Name the shippers that you need instead.")]
    public async Task A_listed_name_that_is_not_safe_is_a_protocol_error(string logstore, string shipper, string message) => Assert.Equal(
        message, (await Assert.ThrowsAsync<LogServiceProtocolException>(async () => await new Listing(logstore, shipper).ListShipperReferencesAsync("p").ToListAsync())).Message);

    [Fact]
    public async Task Nothing_is_asked_before_it_is_enumerated_and_missing_arguments_are_refused()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var client = fixture.Client();
        _ = client.ListShipperReferencesAsync("test-project");

        Assert.Empty(fixture.Requests);
        Assert.Throws<ArgumentNullException>(() => client.ListShipperReferencesAsync(null!));
        Assert.Throws<ArgumentNullException>(() => client.ListAllLogstoresAsync(null!));
        Assert.Throws<ArgumentNullException>(() => client.ListAllShippersAsync("p", null!));
        Assert.Throws<ArgumentNullException>(() => LogServiceClientExtensions.ListShipperReferencesAsync(null!, "p"));
    }

    private sealed class Listing(string logstore, string shipper) : LogServiceClient
    {
        public override Task<LogstorePage> ListLogstoresAsync(string project, int offset = 0, int size = 100, CancellationToken cancellationToken = default) =>
            Task.FromResult(new LogstorePage(1, 1, [logstore]));

        public override Task<ShipperPage> ListShippersAsync(string project, string logstore, int offset = 0, int size = 100, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ShipperPage(1, 1, [shipper]));
    }
}
