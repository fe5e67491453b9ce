using System.CommandLine;
using System.Net.Sockets;
using ShipperClient.Cli.Emulator;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper emulate</c>: a Log Service on this machine to try the other commands with. Ctrl-C is the way to end it, so that is a success.</summary>
internal sealed class EmulateCommand : Subcommand
{
    private const int DefaultPort = 8080;

    private readonly Option<int?> _port = NumberOption.Create("--port", "port", Strings.Get("EmulatePort"), minimum: 0, maximum: ushort.MaxValue);
    private readonly Option<string> _seed = Choice.From(new Option<string>("--seed")
    {
        HelpName = "demo",
        Description = Strings.Get("EmulateSeed"),
        DefaultValueFactory = static _ => DemoSeed.Name,
    }, DemoSeed.Name);

    private readonly GlobalOptions _global;
    private readonly TimeProvider _clock;

    public EmulateCommand(GlobalOptions global, TimeProvider clock)
        : base(
            "emulate",
            Strings.Get("EmulateDescription"),
            "shipper emulate --port 8080",
            "shipper status demo/app/oss --endpoint http://127.0.0.1:8080")
    {
        _global = global;
        _clock = clock;
        Remarks = Strings.Get("EmulateRemarks");
        Options.Add(_port);
        Options.Add(_seed);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new FakeLogServiceOptions
        {
            TimeProvider = _clock,
            Port = parsed.GetValue(_port) ?? DefaultPort,
            Credentials = new LogServiceCredentials(EmulatorCredentials.AccessKeyId, EmulatorCredentials.AccessKeySecret),
            RetryDuration = TimeSpan.FromSeconds(2),
            // It runs for hours on a port that every web page in a browser on this machine can send requests to.
            LoopbackOnly = true,
            MaxRecordedRequests = 0,
        };
        var service = await StartAsync(options, cancellationToken).ConfigureAwait(false);
        await using (service.ConfigureAwait(false))
        {
            DemoSeed.AddTo(service, _clock.GetUtcNow());
            var address = service.BaseAddress.GetLeftPart(UriPartial.Authority);

            // The address alone on standard output: a script waits for that line, and may end the emulator right after it. That is a success.
            await Console.Out.WriteLineAsync(address.AsMemory(), CancellationToken.None).ConfigureAwait(false);
            await Console.Error.WriteLineAsync(
                Strings.Get("EmulateStarted", address, EmulatorCredentials.AccessKeyId, EmulatorCredentials.AccessKeySecret).AsMemory(),
                CancellationToken.None).ConfigureAwait(false);
            var end = _global.IsVerbose(parsed) ? LogRequestsAsync(service, cancellationToken) : Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellationToken);
            await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCodes.Success;
        }
    }

    private static async Task LogRequestsAsync(FakeLogService service, CancellationToken cancellationToken)
    {
        for (var logged = 0; ; logged++)
        {
            // Requests are offered from the first one on.
            var earlier = logged;
            var request = await service.WaitForRequestAsync(_ => earlier-- == 0, cancellationToken).ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"{request.ReceivedAt:HH:mm:ss} {request.Method} {TextSanitizer.Sanitize(request.Path + request.Query)} {TextSanitizer.Sanitize(request.BodyText)}".TrimEnd()).ConfigureAwait(false);
        }
    }

    private static async Task<FakeLogService> StartAsync(FakeLogServiceOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await FakeLogService.StartAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new UsageException(
                Strings.Get(
                    "CannotListen",
                    options.Port,
                    exception is SocketException { SocketErrorCode: SocketError.AccessDenied } ? Strings.Get("PortPermissionDenied") : exception.Message.TrimEnd('.')),
                exception);
        }
    }
}
