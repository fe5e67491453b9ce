using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace RetryWorker;

/// <summary>Puts the worker together. It needs a <see cref="ShipperClient.LogServiceClient"/> beside it.</summary>
internal static class RetryWorkerServices
{
    public static IServiceCollection AddRetryWorker(this IServiceCollection services, IConfiguration section)
    {
        // A name that is not known is a mistake, too: it would be a setting that silently does nothing.
        services.AddOptions<RetryWorkerOptions>().Bind(section, static binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetryWorkerOptions>, RetryWorkerOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RetryLedger>();
        services.AddSingleton<ShipperStates>();
        services.AddSingleton<RetryWorkerMetrics>();
        services.AddSingleton<ShipperPass>();
        services.AddSingleton<PassRunner>();
        services.AddHostedService<Worker>();

        services.AddHealthChecks().AddCheck<ShippersHealthCheck>("shippers");
        services.AddSingleton<IHealthCheckPublisher, HealthLog>();
        services.AddOptions<HealthCheckPublisherOptions>().Configure<IOptions<RetryWorkerOptions>>(static (publisher, options) =>
        {
            // Half an interval after a pass began, by which it has mostly ended.
            publisher.Delay = options.Value.Interval / 2;
            publisher.Period = options.Value.Interval;
        });
        return services;
    }
}
