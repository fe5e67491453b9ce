using System.CommandLine;
using ShipperClient.Cli.Settings;

namespace ShipperClient.Cli.Commands;

/// <summary>A command that asks the service: with the common options, and a <see cref="Session"/> made of them.</summary>
internal abstract class ServiceCommand : Subcommand
{
    private readonly GlobalOptions _global;
    private readonly TimeProvider _clock;
    private readonly ConnectionOptions _connection = new();
    private readonly WindowOptions _window = new();
    private readonly OutputOption? _output;

    protected ServiceCommand(string name, string description, GlobalOptions global, TimeProvider clock, bool hasOutput, params string[] examples)
        : base(name, description, examples)
    {
        _global = global;
        _clock = clock;
        _output = hasOutput ? new OutputOption() : null;
        SetAction(RunAsync);
    }

    /// <summary>Adds the common options; called last, so that a help page begins with the command's own.</summary>
    protected void AddCommonOptions()
    {
        _window.AddTo(this);
        _output?.AddTo(this);
        _connection.AddTo(this);
    }

    protected abstract Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = ConfigFile.Read();
        using var session = Session.Open(
            _global.OpenTerminal(parsed),
            options => _connection.Configure(options, parsed, file, _clock),
            client => _window.Read(parsed, file, client.Clock, client.StatusLookback),
            _output?.Read(parsed, file) ?? default,
            _global.IsVerbose(parsed));
        int exitCode;
        try
        {
            exitCode = await RunAsync(parsed, session, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await FlushWhatThereIsAsync(session.Terminal.Data).ConfigureAwait(false);
            throw;
        }

        await session.Terminal.Data.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        return exitCode;
    }

    /// <summary>After an error or an interruption: what was written until then is whole, and the error is what is told.</summary>
    private static async Task FlushWhatThereIsAsync(TextWriter data)
    {
        try
        {
            await data.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Nobody reads it any more, or it cannot be written: that is no reason to hide what ended the command.
        }
    }
}
