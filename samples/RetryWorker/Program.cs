using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using RetryWorker;
using ShipperClient;
using ShipperClient.Worker;

// The settings are in the program's folder, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.Configuration.AddCommandLine(args, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["--passes"] = "RetryWorker:Passes" });

// An endpoint, a shipper or a fleet means the real service: what is missing then is an error, not a reason for the demo.
string[] settings = ["LogService:Endpoint", "RetryWorker:Shippers:0", "Fleet:Database"];
await using var demo = settings.All(name => string.IsNullOrWhiteSpace(builder.Configuration[name])) ? await Demo.StartAsync() : null;
builder.Services.AddLogServiceClient(builder.Configuration.GetSection("LogService"));
if (demo is not null)
{
    demo.Configure(builder.Configuration);
    builder.Services.Configure<LogServiceClientOptions>(demo.Configure);
    Console.WriteLine($"An embedded Log Service listens at {demo.Address}: nothing leaves this machine.");
}

builder.Services.AddShipperRetryWorker(builder.Configuration);
var metrics = builder.Services.AddOpenTelemetry().WithMetrics(static metrics => metrics.AddMeter("ShipperClient.Worker", "ShipperClient").AddPrometheusExporter());
if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
{
    metrics.WithMetrics(static metrics => metrics.AddOtlpExporter());
}

if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
{
    builder.WebHost.UseUrls(demo is null ? "http://127.0.0.1:5080" : "http://127.0.0.1:0");
}

try
{
    await using var app = builder.Build();
    app.Services.GetRequiredService<IStartupValidator>().Validate();
    app.MapShipperRetryWorker();
    app.MapPrometheusScrapingEndpoint();
    await app.RunAsync();
    return Environment.ExitCode;
}
catch (Exception exception) when (exception is OptionsValidationException or AggregateException or RetryWorkerStartException or IOException)
{
    Console.Error.WriteLine(string.Join(Environment.NewLine, Mistakes(exception)));
    return 1;
}

static IEnumerable<string> Mistakes(Exception exception) => exception switch
{
    OptionsValidationException options => options.Failures.Select(static failure => failure.Replace("LogServiceClientOptions: ", "LogService:", StringComparison.Ordinal)),
    AggregateException several => several.InnerExceptions.SelectMany(Mistakes),
    _ => [exception.Message],
};
