using Microsoft.Extensions.Options;
using ShipperClient.Cli.Output;

namespace ShipperClient.Cli.Errors;

/// <summary>An error as one line: the cause and the remedy.</summary>
internal static class ErrorLine
{
    // The number of EPIPE on Linux and macOS.
    private const int BrokenPipe = 32;

    public static string Of(Exception exception) => CleanText.Of(exception switch
    {
        OperationCanceledException => "Interrupted.",
        OptionsValidationException options => string.Join(' ', options.Failures).Replace($"{nameof(LogServiceClientOptions)}: ", "", StringComparison.Ordinal),
        // .NET adds the name of a parameter, which is no word of this command's.
        ArgumentException { ParamName: { } name } argument => argument.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        _ => exception.Message,
    });

    /// <summary>Whether nobody reads the output any more, as behind <c>| head</c>.</summary>
    public static bool IsClosedPipe(Exception exception) => exception is IOException { HResult: BrokenPipe };
}
