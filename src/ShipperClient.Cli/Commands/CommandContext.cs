using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ShipperClient.Cli.Commands.Output;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Commands;

/// <summary>Everything that the steps of one run of a command share.</summary>
internal sealed class CommandContext : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly Func<LogServiceClient, TimeSpan?, Window> _readWindow;

    private CommandContext(Terminal terminal, Connection connection, ServiceResponses responses, ServiceProvider services, Func<LogServiceClient, TimeSpan?, Window> readWindow, OutputFormat output)
    {
        Terminal = terminal;
        Data = new DataWriter(terminal);
        Connection = connection;
        Responses = responses;
        _services = services;
        _readWindow = readWindow;
        Output = output;
        Client = services.GetRequiredService<LogServiceClient>();
    }

    public Terminal Terminal { get; }

    public Connection Connection { get; }

    public LogServiceClient Client { get; }

    /// <summary>What is known of the service's responses.</summary>
    public ServiceResponses Responses { get; }

    public OutputFormat Output { get; }

    public DataWriter Data { get; }

    public static CommandContext Open(
        Terminal terminal, Func<LogServiceClientOptions, Connection> configure, TimeProvider clock, Func<LogServiceClient, TimeSpan?, Window> readWindow, OutputFormat output, bool isVerbose)
    {
        var services = new ServiceCollection();
        var responses = new ServiceResponses(clock);
        Connection? connection = null;
        services.AddLogServiceClient(options => connection = configure(options)).AddHttpMessageHandler(responses.CreateHandler);
        if (isVerbose)
        {
            services.AddLogging(static logging => logging
                .SetMinimumLevel(LogLevel.Debug)
                .AddSimpleConsole(static format => (format.SingleLine, format.ColorBehavior) = (true, LoggerColorBehavior.Disabled))
                .Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        }

        var provider = services.BuildServiceProvider();
        try
        {
            // The client is made from the options, so the connection is known once it is.
            provider.GetRequiredService<LogServiceClient>();
            return new CommandContext(terminal, connection!, responses, provider, readWindow, output);
        }
        catch
        {
            provider.Dispose();
            throw;
        }
    }

    /// <summary>The window as of now.</summary>
    /// <param name="defaultLast">Its length if no option says it, instead of that of the configuration file or 6 hours.</param>
    public Window ReadWindow(TimeSpan? defaultLast = null) => _readWindow(Client, defaultLast);

    /// <summary>Ends the client, and writes what is left of the log.</summary>
    public void Dispose() => _services.Dispose();
}
