using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ShipperClient;
using ShipperClient.Internal;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Options;
using ShipperClient.Internal.Pipeline;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods that register a <see cref="LogServiceClient"/> in a container.</summary>
public static class LogServiceClientServiceCollectionExtensions
{
    // The full name, so that no other client of the application can have it by chance and be signed.
    private const string HttpClientName = "ShipperClient.LogServiceClient";

    /// <summary>Adds a <see cref="LogServiceClient"/> as a singleton.</summary>
    /// <param name="services">The services to add it to.</param>
    /// <param name="configure">Sets the options; <see cref="LogServiceClientOptions.Endpoint"/> is required. They are validated when the host starts.</param>
    /// <returns>
    /// The builder of the client's HTTP pipeline. A handler that is added to it sees every attempt before it is signed, and the
    /// <c>x-log-*</c> and <c>x-acs-*</c> headers that it sets are signed.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="configure"/> is <see langword="null"/>.</exception>
    public static IHttpClientBuilder AddLogServiceClient(this IServiceCollection services, Action<LogServiceClientOptions> configure) =>
        AddClient(services, Options.Options.DefaultName, configure);

    /// <summary>Adds a <see cref="LogServiceClient"/> as a singleton, with its options from a configuration section.</summary>
    /// <remarks>
    /// The keys of the section are the names of the properties of <see cref="LogServiceClientOptions"/>; times are written as <c>00:00:10</c>. The section may have
    /// <c>AccessKeyId</c>, <c>AccessKeySecret</c> and <c>SecurityToken</c> (from user secrets or a vault, never from a file under version
    /// control): the id and the secret together or neither, and then no other provider. They are read again when the configuration reloads; all else is read once, and a change is
    /// logged. A key of the section that is none of these is a mistake that stops the start.
    /// </remarks>
    /// <param name="services">The services to add it to.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("LogService")</c>.</param>
    /// <returns>The builder of the client's HTTP pipeline; see <see cref="AddLogServiceClient(IServiceCollection, Action{LogServiceClientOptions})"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="section"/> is <see langword="null"/>.</exception>
    public static IHttpClientBuilder AddLogServiceClient(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return AddClient(services, Options.Options.DefaultName, options => OptionsBinder.Bind(section, options));
    }

    /// <summary>Adds one of several clients, as a singleton to be resolved with <c>[FromKeyedServices(name)]</c>. Each has its own clock, circuits and credentials.</summary>
    /// <param name="services">The services to add it to.</param>
    /// <param name="name">The name of the client and of its options.</param>
    /// <param name="configure">Sets the options; <see cref="LogServiceClientOptions.Endpoint"/> is required. They are validated when the host starts.</param>
    /// <returns>The builder of the client's HTTP pipeline; see <see cref="AddLogServiceClient(IServiceCollection, Action{LogServiceClientOptions})"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/>, <paramref name="name"/> or <paramref name="configure"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    public static IHttpClientBuilder AddLogServiceClient(this IServiceCollection services, string name, Action<LogServiceClientOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return AddClient(services, name, configure);
    }

    /// <summary>Adds one of several clients, with its options from a configuration section.</summary>
    /// <param name="services">The services to add it to.</param>
    /// <param name="name">The name of the client and of its options.</param>
    /// <param name="section">The section; see <see cref="AddLogServiceClient(IServiceCollection, IConfiguration)"/>.</param>
    /// <returns>The builder of the client's HTTP pipeline; see <see cref="AddLogServiceClient(IServiceCollection, Action{LogServiceClientOptions})"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/>, <paramref name="name"/> or <paramref name="section"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    public static IHttpClientBuilder AddLogServiceClient(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(section);
        return AddClient(services, name, options => OptionsBinder.Bind(section, options));
    }

    private static IHttpClientBuilder AddClient(IServiceCollection services, string name, Action<LogServiceClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<LogServiceClientOptions>(name).Configure<IServiceProvider>(UseClock).Configure(configure).ValidateOnStart();
        var builder = services.AddHttpClient(name.Length == 0 ? HttpClientName : $"{HttpClientName}:{name}");

        // A second call for the same name adds to its options, and must not put a second pipeline around the first.
        if (services.Any(service => service.ServiceType == typeof(ClientPipeline) && name.Equals(service.ServiceKey)))
        {
            return builder;
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LogServiceClientOptions>, OptionsValidator>());
        services.TryAddSingleton(static provider => new Telemetry(provider.GetRequiredService<IMeterFactory>()));
        services.AddKeyedSingleton(name, (provider, _) => new ClientPipeline(
            provider.GetRequiredService<IOptionsMonitor<LogServiceClientOptions>>().Get(name),
            provider.GetRequiredService<Telemetry>(),
            provider.GetRequiredService<ILogger<LogServiceClient>>()));
        AddPipeline(services, name, builder);
        if (name.Length == 0)
        {
            services.AddSingleton(provider => CreateClient(provider, name, builder.Name));
        }
        else
        {
            services.AddKeyedSingleton(name, (provider, _) => CreateClient(provider, name, builder.Name));
        }

        return builder;
    }

    // The container's clock is the default of the options' one.
    private static void UseClock(LogServiceClientOptions options, IServiceProvider provider)
    {
        if (options.TimeProvider == TimeProvider.System && provider.GetService<TimeProvider>() is { } clock)
        {
            options.TimeProvider = clock;
        }
    }

    private static void AddPipeline(IServiceCollection services, string name, IHttpClientBuilder builder)
    {
        builder
            .ConfigureHttpClient(ClientPipeline.Configure)
            .ConfigureAdditionalHttpMessageHandlers((ofAllClients, provider) => PipelineOf(provider, name).RemoveResilience(ofAllClients)) // those for this client come later
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan); // the client is a singleton; its connections are renewed one by one

        services.PostConfigure<HttpClientFactoryOptions>(builder.Name, options =>
        {
            // Before all other configuration: what the application sets for all clients or for this one is set on these connections, or replaces them.
            options.HttpMessageHandlerBuilderActions.Insert(0, handlers => handlers.PrimaryHandler = PipelineOf(handlers.Services, name).Connections);

            // After it, so that whatever the application adds, and whenever, is inside the retries and before the signer.
            options.HttpMessageHandlerBuilderActions.Add(handlers =>
            {
                var pipeline = PipelineOf(handlers.Services, name);
                pipeline.AddHandlersAround(handlers.AdditionalHandlers);
                pipeline.PrepareConnections(handlers.PrimaryHandler);
            });

            var isSecretToTheApplication = options.ShouldRedactHeaderValue;
            options.ShouldRedactHeaderValue = header => LogServiceHeaders.IsSecret(header) || isSecretToTheApplication(header);
        });
    }

    private static LogServiceClient CreateClient(IServiceProvider provider, string name, string httpClientName) =>
        new(new CallInvoker(provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpClientName), PipelineOf(provider, name)));

    private static ClientPipeline PipelineOf(IServiceProvider provider, string name) => provider.GetRequiredKeyedService<ClientPipeline>(name);
}
