using System.CommandLine;
using ShipperClient.Cli.Emulator;
using ShipperClient.Cli.Errors;
using ShipperClient.Cli.Settings;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper emulate</c>: a Log Service on this machine to try everything else on. Ctrl-C is how it ends, so that is no failure.</summary>
internal sealed class EmulateCommand : Subcommand
{
    private const int DefaultPort = 8080;

    private readonly Option<int?> _port = NumberOption.Create("--port", "port", "The port of 127.0.0.1 to listen on; 0 for any that is free [default: 8080]", minimum: 0, maximum: ushort.MaxValue);
    private readonly Option<string> _seed = new Option<string>("--seed")
    {
        HelpName = "demo",
        Description = "What is there: the project demo, with a believable night behind it",
        DefaultValueFactory = static _ => DemoSeed.Name,
    }.AcceptOnlyFromAmong(DemoSeed.Name);

    private readonly TimeProvider _clock;

    public EmulateCommand(TimeProvider clock)
        : base(
            "emulate",
            "Run a Log Service on this machine to try the other commands on, until Ctrl-C.",
            "shipper emulate --port 8080",
            "shipper status demo/app/oss --endpoint http://127.0.0.1:8080")
    {
        _clock = clock;
        Remarks =
            """
            Credentials:
              For an endpoint on this machine (localhost, 127.0.0.1) the other commands sign with the key that the emulator knows,
              unless --profile, the configuration file or a variable ALIBABA_CLOUD_… names other credentials. No other host is ever sent that key.
            """;
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
        };
        var service = await StartAsync(options, cancellationToken).ConfigureAwait(false);
        await using (service.ConfigureAwait(false))
        {
            DemoSeed.AddTo(service, _clock.GetUtcNow());
            var address = service.BaseAddress.GetLeftPart(UriPartial.Authority);

            // The address alone on standard output: a script waits for that line, and may end this right after it. That is no interruption.
            await Console.Out.WriteLineAsync(address.AsMemory(), CancellationToken.None).ConfigureAwait(false);
            await Console.Error.WriteLineAsync(
                $"""
                A Log Service for trying things, until Ctrl-C. For example:
                  shipper status demo --endpoint {address}
                  shipper status demo/app/oss --endpoint {address}
                  shipper retry demo/app/oss --failed --wait --endpoint {address}
                Where your environment has credentials of your own, these are the ones it knows:
                  export ALIBABA_CLOUD_ACCESS_KEY_ID={EmulatorCredentials.AccessKeyId}
                  export ALIBABA_CLOUD_ACCESS_KEY_SECRET={EmulatorCredentials.AccessKeySecret}
                """.AsMemory(),
                CancellationToken.None).ConfigureAwait(false);
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCodes.Fine;
        }
    }

    private static async Task<FakeLogService> StartAsync(FakeLogServiceOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await FakeLogService.StartAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new UsageException($"The port {options.Port} of 127.0.0.1 cannot be listened on: {exception.Message} Give another with --port, or 0 for any that is free.", exception);
        }
    }
}
