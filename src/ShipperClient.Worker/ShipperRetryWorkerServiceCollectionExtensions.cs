using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Quartz;
using ShipperClient.Worker;
using ShipperClient.Worker.Configuration;
using ShipperClient.Worker.Diagnostics;
using ShipperClient.Worker.Gates;
using ShipperClient.Worker.Health;
using ShipperClient.Worker.Passes;
using ShipperClient.Worker.Reports;
using ShipperClient.Worker.Schedule;
using ShipperClient.Worker.States;
using ShipperClient.Worker.Status;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the retry worker.</summary>
public static class ShipperRetryWorkerServiceCollectionExtensions
{
    /// <summary>
    /// Adds a service that keeps shippers healthy: it retries failed tasks, gives up on those whose tries are used up, and reports health and metrics (the meter
    /// <c>ShipperClient.Worker</c>). It needs a <see cref="ShipperClient.LogServiceClient"/> in the same container.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configuration">The whole configuration. Mistakes are reported together when the host starts.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="configuration"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddShipperRetryWorker(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<RetryWorkerOptions>().Configure(options => WorkerConfiguration.Read(configuration, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetryWorkerOptions>, RetryWorkerOptionsValidator>();
        services.AddSingleton(Options.Options.Create(new FleetOptions()));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RetryWorkerMetrics>();
        services.AddSingleton<LatestReports>();
        services.AddSingleton<ShipperCatalogue>();
        services.AddSingleton<ShipperPass>();
        services.AddSingleton<StatusReader>();
        AddSingleProcess(services);

        // What the scheduler is built with has to be known now; mistakes are reported by the validation.
        var options = new RetryWorkerOptions();
        WorkerConfiguration.Read(configuration, options);
        AddSchedule(services, options);
        AddHealth(services, options);
        return services;
    }

    private static void AddSingleProcess(IServiceCollection services)
    {
        services.AddSingleton<IRetryStateStore, FileRetryStateStore>();
        services.AddSingleton<IProjectGate, MemoryProjectGate>();
        services.AddSingleton<IStatusSource, MemoryStatusSource>();
    }

    private static void AddSchedule(IServiceCollection services, RetryWorkerOptions options)
    {
        services.AddSingleton<ShipperDiscovery>();
        services.AddSingleton<ShipperTriggers>();
        services.AddSingleton<PassRounds>();
        services.AddTransient<ShipperJob>();
        services.AddTransient<CatalogueJob>();

        // Before the scheduler, which is started in the order of registration.
        services.AddHostedService<WorkerStart>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(static scheduler =>
            {
                scheduler.InstanceName = "shippers";
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(Math.Clamp(options.MaxConcurrency, 1, 32) + 1); // one for the catalogue

            // At the start every shipper is due, and the last may wait for a while: that is no misfire.
            quartz.UseInMemoryStore(store => store.MisfireThreshold = options.Interval > TimeSpan.FromMinutes(1) ? options.Interval : TimeSpan.FromMinutes(1));
        });
        services.AddQuartzHostedService(static hosted => hosted.WaitForJobsToComplete = true);
    }

    private static void AddHealth(IServiceCollection services, RetryWorkerOptions options)
    {
        services.AddHealthChecks().AddCheck<ShippersHealthCheck>(ShippersHealthCheck.Name).AddCheck<ReadyHealthCheck>(ReadyHealthCheck.Name);
        services.AddSingleton<ReadyHealthCheck>();
        services.AddSingleton<IHealthCheckPublisher, HealthLog>();
        services.Configure<HealthCheckPublisherOptions>(publisher =>
        {
            // Half an interval after a pass has begun, when it usually has completed.
            publisher.Delay = options.Interval / 2;
            publisher.Period = options.Interval > TimeSpan.FromSeconds(1) ? options.Interval : TimeSpan.FromSeconds(1);
            publisher.Predicate = static check => check.Name != ReadyHealthCheck.Name;
        });
    }
}
