using Microsoft.Extensions.DependencyInjection;

namespace ShipperClient.Benchmarks;

/// <summary>
/// Two storms side by side, each with a client of its own with the library's defaults: on a service that answers 503, and on one that nobody listens for. Then one client
/// with two projects, of which one fails.
/// </summary>
internal static class StormCommand
{
    // So that the bursts do not slow each other down.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync()
    {
        Console.WriteLine($"{Storm.Burst} callers at once, then 60 s of 50 calls a second; the service returns after 30 s, just when it has failed an attempt once more");
        var busy = RunAsync("503", static (service, _) => service.AnswerBusy());
        await Task.Delay(Apart);
        var refused = RunAsync("Connection refused", static (service, client) => client.ConfigurePrimaryHttpMessageHandler(service.Connections));
        var missed = 0;
        foreach (var figures in await Task.WhenAll(busy, refused))
        {
            Console.WriteLine(figures.Text);
            foreach (var problem in figures.Missed)
            {
                Console.Error.WriteLine("FAILED: " + problem);
                missed++;
            }
        }

        return await TwoProjects.RunAsync() && missed == 0 ? 0 : 1;
    }

    private static async Task<StormFigures> RunAsync(string name, Action<StormService, IHttpClientBuilder> bringDown)
    {
        await using var service = await StormService.StartAsync();
        var circuit = new CircuitWatch();
        var services = new ServiceCollection();
        var builder = services
            .AddLogServiceClient(options =>
            {
                options.Endpoint = service.Address;
                options.Credentials = new StaticCredentialsProvider(service.Credentials.AccessKeyId, service.Credentials.AccessKeySecret);
            })
            .AddHttpMessageHandler(() => circuit);
        bringDown(service, builder);
        await using var container = services.BuildServiceProvider();
        var storm = new Storm(service, container.GetRequiredService<LogServiceClient>());
        using var stalls = new MachineStalls();
        var calls = await storm.RunAsync();
        return new StormFigures(name, calls, service.Reached, circuit.Opened, storm.Returned, stalls);
    }
}
