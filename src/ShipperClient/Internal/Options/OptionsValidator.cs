using Microsoft.Extensions.Options;

namespace ShipperClient.Internal.Options;

/// <summary>Finds every mistake, so that all of them are reported at once.</summary>
internal sealed class OptionsValidator : IValidateOptions<LogServiceClientOptions>
{
    public const string CredentialsGivenTwice = "Credentials are given twice: an access key in the configuration and a provider in code. Remove one.";

    private const int MaxRetries = 20;

    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(10);

    /// <exception cref="OptionsValidationException">There are mistakes.</exception>
    public static void ThrowIfInvalid(LogServiceClientOptions options)
    {
        var result = new OptionsValidator().Validate(name: null, options);
        if (result.Failed)
        {
            throw new OptionsValidationException("", typeof(LogServiceClientOptions), result.Failures);
        }
    }

    public ValidateOptionsResult Validate(string? name, LogServiceClientOptions options)
    {
        List<string> mistakes = [.. options.BindingErrors, .. Endpoint(options), .. Credentials(options), .. Limits(options)];
        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes.Select(mistake => $"{Describe(name)}: {mistake}"));
    }

    private static string Describe(string? name) =>
        string.IsNullOrEmpty(name) ? nameof(LogServiceClientOptions) : $"{nameof(LogServiceClientOptions)} \"{name}\"";

    private static IEnumerable<string> Endpoint(LogServiceClientOptions options)
    {
        if (!LogServiceEndpoint.TryParse(options.Endpoint, out var endpoint, out var problem))
        {
            yield return problem;
        }

        if (options.SignatureVersion is not (SignatureVersion.V1 or SignatureVersion.V4))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"SignatureVersion is {(int)options.SignatureVersion}, but must be V1 or V4.");
        }

        if (options.Region is { } region && (region.Length is 0 or > 64 || !region.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-')))
        {
            yield return "Region must be letters, digits and hyphens, such as cn-hangzhou.";
        }
        else if (options is { SignatureVersion: SignatureVersion.V4, Region: null } && endpoint is { Region: null })
        {
            yield return $"Region is missing: a V4 signature is for a region, and the endpoint \"{TextSanitizer.Clean(options.Endpoint!)}\" does not name one. Set Region, such as cn-hangzhou.";
        }
        else if (options.SignatureVersion == SignatureVersion.V1 && NeedsV4(options.Region ?? endpoint?.Region))
        {
            yield return $"SignatureVersion must be V4: the region {options.Region ?? endpoint?.Region} accepts no other.";
        }
    }

    private static bool NeedsV4(string? region) => region?.Contains("-acdr-ut-", StringComparison.Ordinal) == true;

    private static IEnumerable<string> Credentials(LogServiceClientOptions options)
    {
        if (options.Credentials is null)
        {
            yield return "Credentials is null. Give a provider, such as DefaultCredentialsProvider.";
        }
        else if (options.BoundCredentials is { } bound && !ReferenceEquals(bound, options.Credentials))
        {
            yield return CredentialsGivenTwice;
        }

        if (options.TimeProvider is null)
        {
            yield return "TimeProvider is null. Keep the default, or give another clock.";
        }
    }

    private static IEnumerable<string> Limits(LogServiceClientOptions options)
    {
        if (options.MaxRetryAttempts is < 0 or > MaxRetries)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"MaxRetryAttempts must be 0 to {MaxRetries}, but is {options.MaxRetryAttempts}.");
        }

        string?[] mistakes =
        [
            OutOfRange(nameof(options.RetryDelay), options.RetryDelay, TimeSpan.Zero, TimeSpan.FromSeconds(30)),
            OutOfRange(nameof(options.TotalTimeout), options.TotalTimeout, MinTimeout, TimeSpan.FromHours(1)),
            OutOfRange(nameof(options.AttemptTimeout), options.AttemptTimeout, MinTimeout, TimeSpan.FromHours(1)),
            options.AttemptTimeout > options.TotalTimeout
                ? $"AttemptTimeout ({options.AttemptTimeout:c}) must not be longer than TotalTimeout ({options.TotalTimeout:c})."
                : null,
            OutOfRange(nameof(options.StatusLookback), options.StatusLookback, TimeSpan.FromSeconds(1), TimeSpan.FromHours(48)),
        ];
        foreach (var mistake in mistakes)
        {
            if (mistake is not null)
            {
                yield return mistake;
            }
        }
    }

    private static string? OutOfRange(string name, TimeSpan value, TimeSpan min, TimeSpan max) =>
        value >= min && value <= max ? null : $"{name} must be {min:c} to {max:c}, but is {value:c}.";
}
