using System.CommandLine;
using ShipperClient.Cli.Reports;
using ShipperClient.Cli.Settings;
using ShipperClient.Cli.Texts;
using ShipperClient.Cli.Views;

namespace ShipperClient.Cli.Commands;

/// <summary><c>shipper doctor</c>: checks the connection, the credentials, the clock and the permissions, and says what to do.</summary>
internal sealed class DoctorCommand : ServiceCommand
{
    private readonly Argument<string> _target = new("target") { Description = Strings.Get("DoctorTarget") };
    private readonly TimeProvider _clock;

    public DoctorCommand(GlobalOptions global, TimeProvider clock)
        : base(
            "doctor",
            Strings.Get("DoctorDescription"),
            global,
            clock,
            output: null,
            "shipper doctor my-project/my-logstore/my-shipper",
            "shipper doctor my-project --profile on-call")
    {
        _clock = clock;
        Arguments.Add(_target);
        AddCommonOptions(hasWindow: false);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var target = Target.Parse(parsed.GetRequiredValue(_target));
        var width = context.Terminal.Screen.Profile.Width;
        context.Terminal.Write(FindingView.Create(new Finding(Strings.Get("DoctorEndpoint"), IsGood: true, context.Connection.Endpoint), width));
        Exception? first = null;
        var diagnosis = new Diagnosis(context.Client, context.Connection.Credentials, context.Responses, _clock);
        await foreach (var finding in diagnosis.RunAsync(target, context.Connection.CredentialsSource, cancellationToken).ConfigureAwait(false))
        {
            first ??= finding.Error;
            context.Terminal.Write(FindingView.Create(finding, width));
            await context.Terminal.Data.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return first is null ? ExitCodes.Success : ExitCodes.From(first);
    }
}
