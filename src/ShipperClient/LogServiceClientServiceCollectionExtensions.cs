using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using ShipperClient;
using ShipperClient.Internal.Diagnostics;
using ShipperClient.Internal.Pipeline;
using ShipperClient.Internal.Protocol;
using ShipperClient.Internal.Signing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="LogServiceClient"/> in a container.</summary>
public static class LogServiceClientServiceCollectionExtensions
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

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

    private static IHttpClientBuilder AddClient(IServiceCollection services, string name, Action<LogServiceClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<LogServiceClientOptions>(name).Configure(configure).ValidateOnStart();
        var builder = services.AddHttpClient(name.Length == 0 ? nameof(LogServiceClient) : $"{nameof(LogServiceClient)}:{name}");

        // A second call for the same name adds to its options, and must not put a second pipeline around the first.
        if (!services.Any(service => service.ServiceType == typeof(ServerClock) && name.Equals(service.ServiceKey)))
        {
            AddParts(services, name);
            AddPipeline(services, name, builder);
            if (name.Length == 0)
            {
                services.AddSingleton(provider => CreateClient(provider, name, builder.Name));
            }
            else
            {
                services.AddKeyedSingleton(name, (provider, _) => CreateClient(provider, name, builder.Name));
            }
        }

        return builder;
    }

    // What lives as long as the client, and is its own.
    private static void AddParts(IServiceCollection services, string name)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LogServiceClientOptions>, LogServiceClientOptions.Validator>());
        services.TryAddSingleton(static provider => new Telemetry(provider.GetRequiredService<IMeterFactory>()));
        services.AddKeyedSingleton(name, (provider, _) => new ServerClock(OptionsOf(provider, name).TimeProvider));
        services.AddKeyedSingleton(name, (provider, _) => new LogServiceResilience(
            OptionsOf(provider, name),
            provider.GetRequiredKeyedService<ServerClock>(name),
            provider.GetRequiredService<Telemetry>(),
            LoggerOf(provider)).Build());
        services.AddKeyedSingleton(name, static (_, _) => CreatePrimaryHandler());
    }

    private static void AddPipeline(IServiceCollection services, string name, IHttpClientBuilder builder)
    {
        builder
            .ConfigureHttpClient(static http =>
            {
                http.Timeout = Timeout.InfiniteTimeSpan; // one owner of time: the resilience handler
                http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent());
            })
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredKeyedService<SocketsHttpHandler>(name))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan); // the client is a singleton; PooledConnectionLifetime renews its connections

        // Last of all configuration, so that whatever the application adds, and whenever, ends up between the reply's reader and the signer.
        services.PostConfigure<HttpClientFactoryOptions>(builder.Name, options =>
        {
            options.HttpMessageHandlerBuilderActions.Add(handlers =>
            {
                var provider = handlers.Services;
                var clock = provider.GetRequiredKeyedService<ServerClock>(name);
                handlers.AdditionalHandlers.Insert(0, new ResilienceHandler(provider.GetRequiredKeyedService<ResiliencePipeline<HttpResponseMessage>>(name), clock));
                handlers.AdditionalHandlers.Insert(1, new ResponseHandler(clock));
                handlers.AdditionalHandlers.Add(CreateSigner(OptionsOf(provider, name), clock));
            });

            var isSecretToTheApplication = options.ShouldRedactHeaderValue;
            options.ShouldRedactHeaderValue = header => LogServiceHeaders.IsSecret(header) || isSecretToTheApplication(header);
        });
    }

    private static SigningHandler CreateSigner(LogServiceClientOptions options, ServerClock clock) =>
        new(new RequestSigner(options.SignatureVersion, options.Region ?? EndpointOf(options).Region), options.Credentials, clock);

    private static SocketsHttpHandler CreatePrimaryHandler() => new()
    {
        AllowAutoRedirect = false, // a signed request goes nowhere else
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        PooledConnectionLifetime = ConnectionLifetime,
    };

    private static LogServiceClient CreateClient(IServiceProvider provider, string name, string httpClientName)
    {
        var options = OptionsOf(provider, name);
        return new LogServiceClient(new LogServiceClient.Parts(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpClientName),
            EndpointOf(options),
            options.StatusLookback,
            provider.GetRequiredKeyedService<ServerClock>(name),
            provider.GetRequiredService<Telemetry>(),
            LoggerOf(provider)));
    }

    private static LogServiceClientOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<LogServiceClientOptions>>().Get(name);

    private static LogServiceEndpoint EndpointOf(LogServiceClientOptions options) =>
        LogServiceEndpoint.TryParse(options.Endpoint, out var endpoint, out var problem) ? endpoint : throw new InvalidOperationException(problem);

    private static ILogger<LogServiceClient> LoggerOf(IServiceProvider provider) => provider.GetRequiredService<ILogger<LogServiceClient>>();

    private static string UserAgent() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"ShipperClient/{typeof(LogServiceClient).Assembly.GetName().Version?.ToString(3)} (.NET {Environment.Version})");
}
