using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RetryWorker;

// The settings lie beside the program, wherever it is started from.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
builder.Configuration.AddCommandLine(args, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["--passes"] = $"{RetryWorkerOptions.Section}:Passes" });

var service = builder.Configuration.GetSection("LogService");
var worker = builder.Configuration.GetSection(RetryWorkerOptions.Section);

// Whoever names an endpoint or a shipper means the real service, and is told what is missing rather than shown a demo.
await using var demo = string.IsNullOrWhiteSpace(service["Endpoint"]) && string.IsNullOrWhiteSpace(worker["Shippers:0"]) ? await Demo.StartAsync() : null;
if (demo is null)
{
    builder.Services.AddLogServiceClient(service);
}
else
{
    demo.Configure(builder.Configuration);
    builder.Services.AddLogServiceClient(demo.Configure);
    Console.WriteLine($"An embedded Log Service listens at {demo.Address}: nothing leaves this machine.");
}

builder.Services.AddRetryWorker(worker);
using var host = builder.Build();
try
{
    // The host would check them too, but only after the first service that reads one has thrown: here every mistake is told, and nothing else.
    host.Services.GetRequiredService<IStartupValidator>().Validate();
}
catch (Exception exception) when (exception is OptionsValidationException or AggregateException or InvalidOperationException)
{
    Console.Error.WriteLine(string.Join(Environment.NewLine, Mistakes(exception)));
    return 1;
}

await host.RunAsync();
return 0;

static IEnumerable<string> Mistakes(Exception exception) => exception switch
{
    OptionsValidationException options => options.Failures,
    AggregateException several => several.InnerExceptions.SelectMany(Mistakes),
    _ => [exception.Message],
};
