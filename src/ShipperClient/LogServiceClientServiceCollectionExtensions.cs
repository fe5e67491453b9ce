using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ShipperClient;
using ShipperClient.Internal;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Pipeline;
using ShipperClient.Internal.Responses;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="LogServiceClient"/> in a container.</summary>
public static class LogServiceClientServiceCollectionExtensions
{
    // In full, so that no other client of the application can have it by chance and be signed.
    private const string HttpClientName = "ShipperClient.LogServiceClient";

    /// <summary>Adds a <see cref="LogServiceClient"/> as a singleton.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configure">Sets the options; <see cref="LogServiceClientOptions.Endpoint"/> is required. They are checked when the host starts.</param>
    /// <returns>
    /// The client's HTTP pipeline, to be built on: a handler that is added to it sees every attempt before it is signed, and the
    /// <c>x-log-*</c> and <c>x-acs-*</c> headers that it sets are signed.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IHttpClientBuilder AddLogServiceClient(this IServiceCollection services, Action<LogServiceClientOptions> configure) =>
        AddClient(services, Options.Options.DefaultName, configure);

    /// <summary>Adds a <see cref="LogServiceClient"/> as a singleton, with its options from a configuration section.</summary>
    /// <remarks>
    /// The section has the names of <see cref="LogServiceClientOptions"/>'s properties; times are written as <c>00:00:10</c>. It may carry
    /// <c>AccessKeyId</c>, <c>AccessKeySecret</c> and <c>SecurityToken</c> (from user secrets or a vault, never from a file under version
    /// control): the id and the secret together or neither, and then no other provider.
    /// </remarks>
    /// <param name="services">Where to add it.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("LogService")</c>. It is read once.</param>
    /// <returns>The client's HTTP pipeline, to be built on; see <see cref="AddLogServiceClient(IServiceCollection, Action{LogServiceClientOptions})"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IHttpClientBuilder AddLogServiceClient(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return AddClient(services, Options.Options.DefaultName, options => options.Bind(section));
    }

    /// <summary>Adds one of several clients, as a singleton to be asked for with <c>[FromKeyedServices(name)]</c>. Each has its own clock, circuit and credentials.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="name">The client's name, and the name of its options.</param>
    /// <param name="configure">Sets the options; <see cref="LogServiceClientOptions.Endpoint"/> is required. They are checked when the host starts.</param>
    /// <returns>The client's HTTP pipeline, to be built on; see <see cref="AddLogServiceClient(IServiceCollection, Action{LogServiceClientOptions})"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    public static IHttpClientBuilder AddLogServiceClient(this IServiceCollection services, string name, Action<LogServiceClientOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return AddClient(services, name, configure);
    }

    /// <summary>Adds one of several clients, with its options from a configuration section.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="name">The client's name, and the name of its options.</param>
    /// <param name="section">The section; see <see cref="AddLogServiceClient(IServiceCollection, IConfiguration)"/>.</param>
    /// <returns>The client's HTTP pipeline, to be built on; see <see cref="AddLogServiceClient(IServiceCollection, Action{LogServiceClientOptions})"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    public static IHttpClientBuilder AddLogServiceClient(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(section);
        return AddClient(services, name, options => options.Bind(section));
    }

    private static IHttpClientBuilder AddClient(IServiceCollection services, string name, Action<LogServiceClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<LogServiceClientOptions>(name).Configure(configure).ValidateOnStart();
        var builder = services.AddHttpClient(name.Length == 0 ? HttpClientName : $"{HttpClientName}:{name}");

        // A second call for the same name adds to its options, and must not put a second pipeline around the first.
        if (services.Any(service => service.ServiceType == typeof(ClientPipeline) && name.Equals(service.ServiceKey)))
        {
            return builder;
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LogServiceClientOptions>, LogServiceClientOptions.Validator>());
        services.TryAddSingleton(static provider => new Telemetry(provider.GetRequiredService<IMeterFactory>()));
        services.AddKeyedSingleton(name, (provider, _) => new ClientPipeline(
            OptionsOf(provider, name), provider.GetRequiredService<Telemetry>(), LoggerOf(provider)));
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

    private static void AddPipeline(IServiceCollection services, string name, IHttpClientBuilder builder)
    {
        builder
            .ConfigureHttpClient(static http =>
            {
                http.Timeout = Timeout.InfiniteTimeSpan; // one owner of time: the resilience handler
                http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent());
                http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", ResponseDecompression.Accepted);
            })
            .ConfigurePrimaryHttpMessageHandler(provider => StateOf(provider, name).Connections)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan); // the client is a singleton; its connections are renewed one by one

        // Last of all configuration, so that whatever the application adds, and whenever, ends up between the reply's reader and the signer.
        services.PostConfigure<HttpClientFactoryOptions>(builder.Name, options =>
        {
            options.HttpMessageHandlerBuilderActions.Add(handlers =>
            {
                var state = StateOf(handlers.Services, name);
                handlers.AdditionalHandlers.Insert(0, state.CreateResilienceHandler());
                handlers.AdditionalHandlers.Insert(1, state.CreateResponseHandler());
                handlers.AdditionalHandlers.Add(state.CreateSigningHandler());
                StayHere(handlers.PrimaryHandler);
            });

            var isSecretToTheApplication = options.ShouldRedactHeaderValue;
            options.ShouldRedactHeaderValue = header => LogServiceHeaders.IsSecret(header) || isSecretToTheApplication(header);
        });
    }

    // An application may bring its own connections (for a proxy, say): those must not carry a signed request elsewhere either.
    private static void StayHere(HttpMessageHandler? connections)
    {
        while (connections is DelegatingHandler wrapper)
        {
            connections = wrapper.InnerHandler;
        }

        try
        {
            if (connections is SocketsHttpHandler { AllowAutoRedirect: true } sockets)
            {
                sockets.AllowAutoRedirect = false;
            }
            else if (connections is HttpClientHandler { AllowAutoRedirect: true } client)
            {
                client.AllowAutoRedirect = false;
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                "The primary handler given to the Log Service client follows redirects and is in use already, so that cannot be switched off. Set AllowAutoRedirect to false where it is made.",
                exception);
        }
    }

    private static LogServiceClient CreateClient(IServiceProvider provider, string name, string httpClientName)
    {
        var state = StateOf(provider, name);
        return new LogServiceClient(new LogServiceClient.Dependencies(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpClientName),
            state.Endpoint,
            OptionsOf(provider, name).StatusLookback,
            state.Clock,
            provider.GetRequiredService<Telemetry>(),
            LoggerOf(provider)));
    }

    private static ClientPipeline StateOf(IServiceProvider provider, string name) => provider.GetRequiredKeyedService<ClientPipeline>(name);

    private static LogServiceClientOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<LogServiceClientOptions>>().Get(name);

    private static ILogger<LogServiceClient> LoggerOf(IServiceProvider provider) => provider.GetRequiredService<ILogger<LogServiceClient>>();

    private static string UserAgent() => string.Create(
        CultureInfo.InvariantCulture,
        $"ShipperClient/{typeof(LogServiceClient).Assembly.GetName().Version?.ToString(3)} (.NET {Environment.Version})");
}
