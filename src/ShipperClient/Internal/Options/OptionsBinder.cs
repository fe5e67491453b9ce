using Microsoft.Extensions.Configuration;

namespace ShipperClient.Internal.Options;

/// <summary>Reads a configuration section key by key: without reflection, and with every mistake collected for the validation. A key that would do nothing is one.</summary>
internal sealed class OptionsBinder(IConfiguration section, LogServiceClientOptions options)
{
    private const string Value = "a value";
    private const string Duration = "a duration, such as 00:00:10";

    // Every key that is read, and what it must be.
    private readonly Dictionary<string, string> _expected = new(StringComparer.OrdinalIgnoreCase);

    private delegate bool Parser<T>(string text, out T value);

    public static void Bind(IConfiguration section, LogServiceClientOptions options) => new OptionsBinder(section, options).Bind();

    private void Bind()
    {
        options.Endpoint = TextAt(nameof(options.Endpoint), Value) ?? options.Endpoint;
        options.Region = TextAt(nameof(options.Region), Value) ?? options.Region;
        options.SignatureVersion = Read(nameof(options.SignatureVersion), options.SignatureVersion, "V1 or V4", TryParseVersion);
        options.MaxRetryAttempts = Read(nameof(options.MaxRetryAttempts), options.MaxRetryAttempts, "a whole number", TryParseNumber);
        options.RetryDelay = Read(nameof(options.RetryDelay), options.RetryDelay, Duration, TryParseDuration);
        options.AttemptTimeout = Read(nameof(options.AttemptTimeout), options.AttemptTimeout, Duration, TryParseDuration);
        options.TotalTimeout = Read(nameof(options.TotalTimeout), options.TotalTimeout, Duration, TryParseDuration);
        options.StatusLookback = Read(nameof(options.StatusLookback), options.StatusLookback, Duration, TryParseDuration);
        foreach (var key in SectionCredentialsProvider.Keys)
        {
            _expected.Add(key, Value);
        }

        BindCredentials();
        ReportUseless();
        options.BoundSections.Add(new BoundSection(section, [.. _expected.Keys]));
    }

    private T Read<T>(string key, T otherwise, string expected, Parser<T> parse)
    {
        if (TextAt(key, expected) is not { } text)
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

    private string? TextAt(string key, string expected)
    {
        _expected.Add(key, expected);
        return BoundSection.TextAt(section, key);
    }

    private void BindCredentials()
    {
        var provider = SectionCredentialsProvider.TryCreate(section, out var mistake);
        if (mistake is not null)
        {
            options.BindingErrors.Add(mistake);
        }

        if (provider is null)
        {
            return;
        }

        if (!options.HasDefaultCredentials)
        {
            options.BindingErrors.Add(OptionsValidator.CredentialsGivenTwice);
        }

        options.Credentials = options.BoundCredentials = provider;
    }

    // A mistyped name would silently do nothing. A whole configuration has the keys of others too.
    private void ReportUseless()
    {
        if (section is not IConfigurationSection)
        {
            return;
        }

        foreach (var setting in section.GetChildren())
        {
            if (!_expected.TryGetValue(setting.Key, out var expected))
            {
                options.BindingErrors.Add($"{setting.Key} is in the configuration, but is not a setting.{SettingNames.Suggest(setting.Key, _expected.Keys)}");
            }
            else if (setting.Value is null && setting.GetChildren().Any())
            {
                options.BindingErrors.Add($"{setting.Key} is a section in the configuration, but must be {expected}.");
            }
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
