using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using RetryWorker.Configuration;
using RetryWorker.Diagnostics;
using RetryWorker.Health;
using RetryWorker.Passes;
using RetryWorker.Reports;
using RetryWorker.States;

namespace RetryWorker;

/// <summary>Registers the worker. It needs a <see cref="ShipperClient.LogServiceClient"/> in the same container.</summary>
internal static class RetryWorkerServices
{
    public static IServiceCollection AddRetryWorker(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<RetryWorkerOptions>().Configure(options => options.Read(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetryWorkerOptions>, RetryWorkerOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RetryStateFile>();
        services.AddSingleton<LatestReports>();
        services.AddSingleton<RetryWorkerMetrics>();
        services.AddSingleton<ShipperPass>();
        services.AddSingleton<PassRunner>();
        services.AddHostedService<Worker>();

        services.AddHealthChecks().AddCheck<ShippersHealthCheck>("shippers");
        services.AddSingleton<IHealthCheckPublisher, HealthLog>();
        services.AddOptions<HealthCheckPublisherOptions>().Configure<IOptions<RetryWorkerOptions>>(static (publisher, options) =>
        {
            // Half an interval after a pass has begun, when it usually has completed.
            publisher.Delay = options.Value.Interval / 2;
            publisher.Period = options.Value.Interval;
        });
        return services;
    }
}
