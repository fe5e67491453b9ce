using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient;

// One page for every request, so that nothing but the package under test and what it brings is in this process.
using var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
_ = Task.Run(async () =>
{
    while (true)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        using var stream = connection.GetStream();
        _ = await stream.ReadAsync(new byte[8192]);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 62\r\nConnection: close\r\n\r\n{\"count\":1,\"total\":7,\"tasks\":[{\"id\":\"a\",\"taskStatus\":\"fail\"}]}"u8.ToArray());
    }
});

void Configure(LogServiceClientOptions options)
{
    options.Endpoint = $"http://{listener.LocalEndpoint}";
    options.Credentials = new StaticCredentialsProvider("id", "secret");
}

var query = new ShipperStatusQuery(new ShipperReference("project", "logstore", "shipper"), DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow);
var services = new ServiceCollection();
services.AddLogServiceClient(Configure);
await using var provider = services.BuildServiceProvider();
var registered = await provider.GetRequiredService<LogServiceClient>().GetShipperStatusAsync(query);

var ownOptions = new LogServiceClientOptions();
Configure(ownOptions);
using var client = LogServiceClient.Create(ownOptions);
var created = await client.GetShipperStatusAsync(query);

Console.WriteLine($"{registered.Total} and {created.Total} tasks, Microsoft.Extensions.Http {typeof(IHttpClientFactory).Assembly.GetName().Version}");
return registered.Total == 7 && created.Tasks[0].Status == ShipperTaskStatus.Fail ? 0 : 1;
