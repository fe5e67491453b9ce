using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;
using ShipperClient.Worker;
using ShipperClient.Worker.Configuration;
using ShipperClient.Worker.Diagnostics;
using ShipperClient.Worker.Fleet;
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
        services.AddOptions<FleetOptions>().Configure(options => WorkerConfiguration.Read(configuration, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetryWorkerOptions>, RetryWorkerOptionsValidator>();
        services.AddSingleton<IValidateOptions<FleetOptions>, FleetOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RetryWorkerMetrics>();
        services.AddSingleton<LatestReports>();
        services.AddSingleton<ShipperCatalogue>();
        services.AddSingleton<ShipperPass>();
        services.AddSingleton<StatusReader>();

        // What the scheduler is built with has to be known now; mistakes are reported by the validation.
        var (options, fleet) = (new RetryWorkerOptions(), new FleetOptions());
        WorkerConfiguration.Read(configuration, options);
        WorkerConfiguration.Read(configuration, fleet);
        var instance = new FleetInstance();
        if (fleet.Database is null || !FleetDatabase.IsConnectionString(fleet.Database))
        {
            AddSingleProcess(services);
            AddSchedule(services, options, instance, quartz => UseMemory(quartz, options));
        }
        else
        {
            var clock = new DatabaseClock(TimeProvider.System);
            AddFleet(services, clock, instance);
            AddSchedule(services, options, instance, quartz => UseDatabase(quartz, fleet, clock));
            services.AddHostedService<DatabaseClockService>();
        }

        AddHealth(services, options);
        return services;
    }

    private static void AddSingleProcess(IServiceCollection services)
    {
        services.AddSingleton<IRetryStateStore, FileRetryStateStore>();
        services.AddSingleton<IProjectGate, MemoryProjectGate>();
        services.AddSingleton<IStatusSource, MemoryStatusSource>();
    }

    private static void AddFleet(IServiceCollection services, DatabaseClock clock, FleetInstance instance)
    {
        services.AddSingleton(clock);
        services.AddSingleton(instance);
        services.AddSingleton<FleetDatabase>();
        services.AddSingleton<FleetSchema>();
        services.AddSingleton<IRetryStateStore, PostgresRetryStateStore>();
        services.AddSingleton<IProjectGate, PostgresProjectGate>();
        services.AddSingleton<IStatusSource, PostgresStatusSource>();
    }

    private static void AddSchedule(IServiceCollection services, RetryWorkerOptions options, FleetInstance instance, Action<IQuartzBuilder> useStore)
    {
        services.AddSingleton<ShipperDiscovery>();
        services.AddSingleton<ShipperTriggers>();
        services.AddSingleton<PassRounds>();
        services.AddSingleton<ShutdownGrace>();
        services.AddTransient<ShipperJob>();
        services.AddTransient<CatalogueJob>();

        // Before the scheduler, which is started in the order of registration.
        services.AddHostedService<WorkerStart>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "shippers";
                scheduler.InstanceId = instance.Id;
            });
            quartz.UseDefaultThreadPool(Math.Clamp(options.MaxConcurrency, 1, 64) + 1); // one for the catalogue
            useStore(quartz);
        });
        services.AddQuartzHostedService(static hosted => hosted.WaitForJobsToComplete = true);
    }

    // At the start every shipper is due, and the last may wait for a while: that is no misfire.
    private static void UseMemory(IQuartzBuilder quartz, RetryWorkerOptions options) =>
        quartz.UseInMemoryStore(store => store.MisfireThreshold = options.Interval > TimeSpan.FromMinutes(1) ? options.Interval : TimeSpan.FromMinutes(1));

    private static void UseDatabase(IQuartzBuilder quartz, FleetOptions fleet, DatabaseClock clock)
    {
        quartz.UseTimeProvider(clock);

        // What an instance has taken and gives back at its end is found by another within this time.
        quartz.ConfigureScheduler(static scheduler => scheduler.IdleWaitTime = TimeSpan.FromSeconds(1));
        quartz.UseExecutionLimits(limits => limits.ForGroupsWithPrefix(ShipperTriggers.ProjectGroupPrefix, Math.Max(1, fleet.MaxConcurrencyPerProject), ExecutionLimitScope.Cluster));
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, FleetDatabase.SchedulerConnectionString(fleet));
            store.ConfigureStore(options =>
            {
                options.StoreJobDataAsStrings = true;
                options.MisfireThreshold = TimeSpan.FromMinutes(1);
                options.RecoverFiringsCancelledByShutdown = true;
                options.SchemaProvisioning = fleet.CreateSchema ? SchemaProvisioning.CreateIfMissing : SchemaProvisioning.Validate;
            });

            // An instance that died is noticed within 15 s, and its passes run again.
            store.UseClustering(static clustering =>
            {
                clustering.CheckinInterval = TimeSpan.FromSeconds(7.5);
                clustering.CheckinMisfireThreshold = TimeSpan.FromSeconds(7.5);
            });
        });
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
