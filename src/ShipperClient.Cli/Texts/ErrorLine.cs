using System.Security.Authentication;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ShipperClient.Cli.Texts;

/// <summary>An error as one line: the cause and what to do.</summary>
internal static partial class ErrorLine
{
    // The number of EPIPE on Linux and macOS.
    private const int BrokenPipe = 32;

    // The library addresses programmers; at a terminal its settings have other names.
    private static readonly (string Library, string Command)[] Words =
    [
        ($"{nameof(LogServiceClientOptions)}: ", ""),
        (", or give the client another provider (LogServiceClientOptions.Credentials)", ", or name a profile (--profile)"),
        (", or a credentials provider of your own", ""),
        ("LogServiceClientOptions.StatusLookback", "--lookback"),
        ("The window from From to To is ", "The window is "),
        ("From (", "--from ("),
        ("before To (", "before --to ("),
        ("Region is missing", "--region is missing"),
        ("Set Region, such as", "Give --region, such as"),
        ("SignatureVersion must be V4", "--signature must be v4"),
    ];

    public static string Format(Exception exception, Strings strings)
    {
        var message = Words.Aggregate(Message(exception, strings), static (text, word) => text.Replace(word.Library, word.Command, StringComparison.Ordinal));
        message = Provider().Replace(message, static type => type.Groups["open"].Success ? "" : "the credentials source");
        // Only what the library says of its arguments: a message of the service may have times of its own.
        return TextSanitizer.Sanitize(exception is ArgumentException or OptionsValidationException ? ConstantTime().Replace(message, static time => Duration.Format(TimeSpan.Parse(time.Value, CultureInfo.InvariantCulture))) : message);
    }

    /// <summary>Whether the output has no reader any more, as in <c>shipper tasks … | head</c>.</summary>
    public static bool IsClosedPipe(Exception exception) => exception is IOException { HResult: BrokenPipe };

    private static string Message(Exception exception, Strings strings) => exception switch
    {
        OperationCanceledException => strings.Text("Interrupted"),
        OptionsValidationException options => string.Join(' ', options.Failures),
        // .NET adds the name of a parameter, which means nothing at a terminal.
        ArgumentException { ParamName: { } name } argument => argument.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        LogServiceUnavailableException unavailable when TlsError(unavailable) is { } error =>
            strings.Text("TlsFailed", Sentence(error)),
        IOException output => Sentence(output.Message),
        _ => exception.Message,
    };

    // .NET hides the cause: "The SSL connection could not be established, see inner exception."
    private static string? TlsError(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException || cause is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: null })
            {
                return cause.Message;
            }

            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: { } inner })
            {
                return inner.Message;
            }
        }

        return null;
    }

    private static string Sentence(string text) => text.TrimEnd().EndsWith('.') ? text.TrimEnd() : text.TrimEnd() + ".";

    [GeneratedRegex(@"(?<open> \()?\b\w*CredentialsProvider\b(?(open)\))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Provider();

    // A time in .NET's constant format, such as 1.00:00:00.
    [GeneratedRegex(@"\b(\d+\.)?\d\d:\d\d:\d\d\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ConstantTime();
}
