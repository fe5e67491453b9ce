using System.CommandLine;
using System.CommandLine.Completions;
using ShipperClient.Cli.Commands.Output;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Commands;

/// <summary>A command that calls the service: the common options, and the <see cref="CommandContext"/> made from them.</summary>
internal abstract class ServiceCommand : Subcommand
{
    private readonly GlobalOptions _global;
    private readonly TimeProvider _clock;
    private readonly ConnectionOptions _connection = new();
    private readonly WindowOptions _window = new();
    private readonly OutputOption? _output;

    protected ServiceCommand(string name, string description, GlobalOptions global, TimeProvider clock, OutputOption? output, params string[] examples)
        : base(name, description, examples)
    {
        _global = global;
        _clock = clock;
        _output = output;
        SetAction(RunAsync);
    }

    /// <summary>Adds the common options; called last, so that a help page begins with the command's own.</summary>
    protected void AddCommonOptions(bool hasWindow = true)
    {
        if (hasWindow)
        {
            _window.AddTo(this);
        }

        foreach (var target in Arguments.Where(static argument => argument.Name == "target"))
        {
            target.CompletionSources.Add(static _ => KnownTargets.Read().Select(static known => new CompletionItem(known)));
        }

        _output?.AddTo(this);
        _connection.AddTo(this);
    }

    protected abstract Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = await ConfigFile.ReadAsync(cancellationToken).ConfigureAwait(false);
        using var context = CommandContext.Open(
            _global.OpenTerminal(parsed),
            options => _connection.Configure(options, parsed, file, _clock),
            _clock,
            (client, defaultLast) => _window.Read(parsed, file, client.Clock, client.StatusLookback, defaultLast),
            _output?.Read(parsed, file) ?? default,
            _global.IsVerbose(parsed));
        if (context.Output == OutputFormat.Table && _window.ZoneWarning(parsed) is { } warning)
        {
            context.Terminal.WriteMessage($"shipper: {warning}");
        }

        if (context.Connection.IsUnencrypted)
        {
            context.Terminal.WriteMessage($"shipper: {Strings.Get("EndpointUnencrypted")}");
        }

        int exitCode;
        try
        {
            exitCode = await RunAsync(parsed, context, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await FlushQuietlyAsync(context.Terminal.Data).ConfigureAwait(false);
            throw;
        }

        await context.Terminal.Data.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        return exitCode;
    }

    /// <summary>After an error or an interruption: what was written until then is complete, and the error is what is reported.</summary>
    private static async Task FlushQuietlyAsync(TextWriter data)
    {
        try
        {
            await data.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // There is no reader any more, or the disk is full: that must not hide what ended the command.
        }
    }
}
