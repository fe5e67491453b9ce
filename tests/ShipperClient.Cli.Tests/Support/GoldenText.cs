using System.Globalization;
using System.Text.RegularExpressions;

namespace ShipperClient.Cli.Tests.Support;

/// <summary>
/// What the command wrote, compared with a file. Every time in it is moved by as much as the test's hour is from noon of 2026-01-15, so that the files are the
/// same whenever the tests run; what counts from the moment of the run, and what is the machine's, becomes a word in angle brackets.
/// </summary>
internal static partial class GoldenText
{
    private const string Accept = "ACCEPT_TEXTS";

    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public static void AssertIs(string name, Scene scene, params ReadOnlySpan<Run> runs)
    {
        var received = Steady(string.Join('\n', runs.ToArray().Select(static run => run.ToString())), scene);
        Assert.DoesNotMatch(TrailingBlank(), received);
        var file = Places.Text(name);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(file, received);
        }

        var accepted = File.Exists(file) ? File.ReadAllText(file) : "";
        Assert.True(accepted == received, $"Not the text of {file}. It was:\n{received}\nTo accept: {Accept}=1 dotnet test tests/ShipperClient.Cli.Tests");
    }

    internal static string Steady(string text, Scene scene)
    {
        text = text.Replace(scene.Home, "<home>", StringComparison.Ordinal).Replace($"{scene.Service.BaseAddress.Port}", "<port>", StringComparison.Ordinal);
        text = RequestId().Replace(text, "request id <id>");
        text = Lag().Replace(text, "${before}<lag>${after}");
        text = LastData().Replace(text, "${before}<last data>${after}");
        return Time().Replace(text, match => Moved(match.Value, scene.Hour));
    }

    private static string Moved(string text, DateTimeOffset hour)
    {
        var format = text switch
        {
            [.., 'Z'] => "yyyy-MM-dd'T'HH:mm:ss'Z'",
            { Length: 16 } => "yyyy-MM-dd HH:mm",
            { Length: 14 } => "MM-dd HH:mm:ss",
            _ => "MM-dd HH:mm",
        };
        // The year of a time without one is the hour's, or that of the night before.
        var full = format.StartsWith("yyyy", StringComparison.Ordinal) ? text : $"{hour.Year}-{text}";
        var moment = DateTimeOffset.ParseExact(full, format.StartsWith("yyyy", StringComparison.Ordinal) ? format : "yyyy-" + format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        moment = moment - hour > TimeSpan.FromDays(100) ? moment.AddYears(-1) : moment;
        // Far from the test's hour stand the examples that a message gives.
        return (moment - hour).Duration() > TimeSpan.FromDays(3) ? text : (Noon + (moment - hour)).ToString(format, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|\b\d{4}-\d\d-\d\d \d\d:\d\d\b|\b\d\d-\d\d \d\d:\d\d(:\d\d)?\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Time();

    // Where a test counts it from now, so that the lag stands still, it does not.
    [GeneratedRegex("""(?<before>"lastDataReceivedAt": ?"|,\d+,)\d{4}[^",]+Z(?<after>",?\s*"lagSeconds|,<lag>)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LastData();

    [GeneratedRegex("^(?!\\$ ).* $", RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TrailingBlank();

    [GeneratedRegex("request id [0-9A-F]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex RequestId();

    [GeneratedRegex("""(?<before>\(|（|"lagSeconds": ?|Z,)\d[\ddhms]*(?<after> ago\)| 之前）|,)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Lag();
}
