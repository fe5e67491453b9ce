using Microsoft.Extensions.Options;

namespace ShipperClient.Cli.Texts;

/// <summary>An error as one line: the cause and what to do.</summary>
internal static class ErrorLine
{
    // The number of EPIPE on Linux and macOS.
    private const int BrokenPipe = 32;

    // The library addresses programmers; at a terminal its settings have other names.
    private static readonly (string Theirs, string Ours)[] Words =
    [
        ($"{nameof(LogServiceClientOptions)}: ", ""),
        (", or give the client another provider (LogServiceClientOptions.Credentials)", ", or name a profile (--profile)"),
        ("LogServiceClientOptions.StatusLookback", "--lookback"),
        ("Region is missing", "--region is missing"),
        ("Set Region, such as", "Give --region, such as"),
        ("SignatureVersion must be V4", "--signature must be v4"),
    ];

    public static string Format(Exception exception) => TextSanitizer.Sanitize(Words.Aggregate(Text(exception), static (text, word) => text.Replace(word.Theirs, word.Ours, StringComparison.Ordinal)));

    private static string Text(Exception exception) => exception switch
    {
        OperationCanceledException => "Interrupted.",
        OptionsValidationException options => string.Join(' ', options.Failures),
        // .NET adds the name of a parameter, which means nothing at a terminal.
        ArgumentException { ParamName: { } name } argument => argument.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        _ => exception.Message,
    };

    /// <summary>Whether the output has no reader any more, as in <c>shipper tasks … | head</c>.</summary>
    public static bool IsClosedPipe(Exception exception) => exception is IOException { HResult: BrokenPipe };
}
