using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RetryWorker;

// The settings are in the program's folder, wherever it is started from.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
builder.Configuration.AddCommandLine(args, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["--passes"] = $"{RetryWorkerOptions.Section}:Passes" });

var service = builder.Configuration.GetSection("LogService");
var worker = builder.Configuration.GetSection(RetryWorkerOptions.Section);

// An endpoint or a shipper means the real service: what is missing then is an error, not a reason for the demo.
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
    // The host checks them too, but only after the first service that reads one has thrown: here every mistake is reported.
    host.Services.GetRequiredService<IStartupValidator>().Validate();
}
catch (Exception exception) when (exception is OptionsValidationException or AggregateException)
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
