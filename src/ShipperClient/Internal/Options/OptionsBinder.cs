using Microsoft.Extensions.Configuration;

namespace ShipperClient.Internal.Options;

/// <summary>Reads a configuration section key by key: without reflection, and with every mistake collected for the validation.</summary>
internal sealed class OptionsBinder(IConfiguration section, LogServiceClientOptions options)
{
    private const string Duration = "a duration, such as 00:00:10";

    private delegate bool Parser<T>(string text, out T value);

    public static void Bind(IConfiguration section, LogServiceClientOptions options) => new OptionsBinder(section, options).Bind();

    private void Bind()
    {
        options.Endpoint = TextAt(nameof(options.Endpoint)) ?? options.Endpoint;
        options.Region = TextAt(nameof(options.Region)) ?? options.Region;
        options.SignatureVersion = Read(nameof(options.SignatureVersion), options.SignatureVersion, "V1 or V4", TryParseVersion);
        options.MaxRetryAttempts = Read(nameof(options.MaxRetryAttempts), options.MaxRetryAttempts, "a whole number", TryParseNumber);
        options.RetryDelay = Read(nameof(options.RetryDelay), options.RetryDelay, Duration, TryParseDuration);
        options.AttemptTimeout = Read(nameof(options.AttemptTimeout), options.AttemptTimeout, Duration, TryParseDuration);
        options.TotalTimeout = Read(nameof(options.TotalTimeout), options.TotalTimeout, Duration, TryParseDuration);
        options.StatusLookback = Read(nameof(options.StatusLookback), options.StatusLookback, Duration, TryParseDuration);
        BindCredentials(TextAt("AccessKeyId"), TextAt("AccessKeySecret"), TextAt("SecurityToken"));
    }

    private T Read<T>(string key, T otherwise, string expected, Parser<T> parse)
    {
        if (TextAt(key) is not { } text)
        {
            return otherwise;
        }

        if (parse(text, out var value))
        {
            return value;
        }

        options.BindingErrors.Add($"{key} is \"{text}\" in the configuration, but must be {expected}.");
        return otherwise;
    }

    // An empty value is an absent one: that is how an environment variable unsets what a file set.
    private string? TextAt(string key) => string.IsNullOrWhiteSpace(section[key]) ? null : section[key];

    // The values of an access key never become part of a message.
    private void BindCredentials(string? id, string? secret, string? token)
    {
        switch (id, secret, token)
        {
            case (null, null, null):
                break;
            case (null, null, _):
                options.BindingErrors.Add("SecurityToken is in the configuration without AccessKeyId and AccessKeySecret. Give all three, or none.");
                break;
            case (null, _, _) or (_, null, _):
                options.BindingErrors.Add("AccessKeyId and AccessKeySecret must both be in the configuration, or neither, but only one is.");
                break;
            default:
                UseAccessKey(id, secret, token);
                break;
        }
    }

    private void UseAccessKey(string id, string secret, string? token)
    {
        if (!options.HasDefaultCredentials)
        {
            options.BindingErrors.Add(OptionsValidator.CredentialsGivenTwice);
        }

        try
        {
            options.Credentials = options.BoundCredentials = new StaticCredentialsProvider(id, secret, token);
        }
        catch (ArgumentException exception)
        {
            options.BindingErrors.Add($"The access key in the configuration cannot be used: {exception.Message}");
        }
    }

    private static bool TryParseVersion(string text, out SignatureVersion value)
    {
        // Not Enum.TryParse alone, which accepts any number.
        value = text.Equals("V4", StringComparison.OrdinalIgnoreCase) ? SignatureVersion.V4 : SignatureVersion.V1;
        return value == SignatureVersion.V4 || text.Equals("V1", StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryParseNumber(string text, out int value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    private static bool TryParseDuration(string text, out TimeSpan value)
    {
        // .NET reads a bare "10" as ten days and "48:00:00" as 48 days, which is never meant.
        value = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours >= 24)
        {
            text = string.Create(CultureInfo.InvariantCulture, $"{hours / 24}.{hours % 24}{text[colon..]}");
        }

        return colon >= 0 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }
}
