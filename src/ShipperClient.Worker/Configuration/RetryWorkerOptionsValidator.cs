using System.Globalization;
using Microsoft.Extensions.Options;

namespace ShipperClient.Worker.Configuration;

/// <summary>Finds every mistake at the start, so that all are reported together.</summary>
internal sealed class RetryWorkerOptionsValidator : IValidateOptions<RetryWorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, RetryWorkerOptions options)
    {
        List<string> mistakes =
        [
            .. options.Mistakes,
            .. Shippers(options).Concat(Limits(options)).Select(static mistake => $"{RetryWorkerOptions.Section}:{mistake}"),
        ];
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Shippers(RetryWorkerOptions options)
    {
        var shippers = options.Shippers;
        if (shippers.Count == 0 && options.Mistakes.Count == 0)
        {
            yield return "Shippers is empty. Name at least one project, project/logstore or project/logstore/shipper.";
        }

        for (var i = 0; i < shippers.Count; i++)
        {
            if (!IsName(shippers[i]))
            {
                yield return Text($"Shippers:{i} is \"{shippers[i]}\", but must be project, project/logstore or project/logstore/shipper, names of A-Z, a-z, 0-9, '_' and '-'.");
            }
            else if (shippers.IndexOf(shippers[i]) < i)
            {
                yield return Text($"Shippers:{i} names {shippers[i]} again. Name each once.");
            }
        }
    }

    // The parts that are left out are found by discovery.
    private static bool IsName(string text) => ShipperReference.TryParse(text.Split('/').Length switch { 1 => text + "/x/x", 2 => text + "/x", _ => text }, out _);

    private static IEnumerable<string> Limits(RetryWorkerOptions options)
    {
        string?[] mistakes =
        [
            OptionsLimits.OutOfRange(nameof(options.Interval), options.Interval, TimeSpan.FromSeconds(1), TimeSpan.FromHours(12)),
            OptionsLimits.OutOfRange(nameof(options.DiscoveryInterval), options.DiscoveryInterval, TimeSpan.FromSeconds(10), TimeSpan.FromHours(24)),
            OptionsLimits.OutOfRange(nameof(options.Overlap), options.Overlap, TimeSpan.FromSeconds(1), TimeSpan.FromHours(48)),
            OptionsLimits.OutOfRange(nameof(options.MaxTries), options.MaxTries, 1, 100),
            options.LagLimit > TimeSpan.Zero ? null : Text($"LagLimit must be more than 0, but is {options.LagLimit:c}."),
            OptionsLimits.OutOfRange(nameof(options.MaxConcurrency), options.MaxConcurrency, 1, 64),
            OptionsLimits.OutOfRange(nameof(options.RequestsPerSecond), options.RequestsPerSecond, 0, 10_000),
            options.Passes >= 0 ? null : Text($"Passes must not be negative, but is {options.Passes}."),
        ];
        return mistakes.OfType<string>();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
