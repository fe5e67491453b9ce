using QuickStart;
using ShipperClient;

const string Usage = """
    Usage: dotnet run --project samples/QuickStart
           dotnet run --project samples/QuickStart -- --endpoint <host> <project>/<logstore>/<shipper>

    Without arguments it works on an embedded Log Service. With --endpoint it works on the real one, with credentials from
    ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and, if the key is temporary, ALIBABA_CLOUD_SECURITY_TOKEN.
    """;

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupt.Cancel();
};

try
{
    switch (args)
    {
        case []:
            await using (var service = await Demo.StartAsync(interrupt.Token))
            {
                using var client = service.CreateClient();
                Console.WriteLine($"An embedded Log Service listens at {service.BaseAddress}: nothing leaves this machine.");
                await new Walkthrough(client, Demo.Shipper).RunAsync(askFirst: false, interrupt.Token);
            }

            return 0;

        case ["--endpoint", var endpoint, var name] when ShipperReference.TryParse(name, out var shipper):
            using (var client = LogServiceClient.Create(new LogServiceClientOptions { Endpoint = endpoint, Credentials = new EnvironmentCredentialsProvider() }))
            {
                await new Walkthrough(client, shipper).RunAsync(askFirst: !Console.IsInputRedirected, interrupt.Token);
            }

            return 0;

        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (Exception exception) when (exception is LogServiceException or TimeoutException or Microsoft.Extensions.Options.OptionsValidationException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Interrupted. The batches listed above as taken run again.");
    return 130;
}
