using ShipperClient;
using ShipperClient.Testing;

await using var service = await FakeLogService.StartAsync();
var shipper = service.AddShipper(new ShipperReference("project", "logstore", "shipper"));
shipper.AddTasks(7, ShipperTaskStatus.Fail);

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddLogServiceClient(service.Configure);
await using var app = builder.Build();
app.MapGet("/failed", async (LogServiceClient client, CancellationToken cancellationToken) =>
{
    var page = await client.GetShipperStatusAsync(new ShipperStatusQuery(shipper.Reference, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow), cancellationToken);
    return page.Statistics.Fail;
});
await app.StartAsync();

using var http = new HttpClient();
var failed = await http.GetStringAsync(app.Urls.First() + "/failed");
Console.WriteLine($"{failed} failed tasks, Microsoft.Extensions.Http {typeof(IHttpClientFactory).Assembly.GetName().Version}");
return failed == "7" ? 0 : 1;
