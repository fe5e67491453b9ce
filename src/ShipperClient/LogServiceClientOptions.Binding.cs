using Microsoft.Extensions.Configuration;

namespace ShipperClient;

public sealed partial class LogServiceClientOptions
{
    /// <summary>What a configuration section got wrong, to be told with every other mistake when the options are validated.</summary>
    internal List<string> BindingMistakes { get; } = [];

    /// <summary>The provider made of the section's access key; where it is there, no other may be.</summary>
    internal ILogServiceCredentialsProvider? BoundCredentials { get; private set; }

    /// <summary>Reads a section key by key: without reflection, and every mistake of it told, not only the first.</summary>
    internal void Bind(IConfiguration section)
    {
        Endpoint = TextIn(section, nameof(Endpoint)) ?? Endpoint;
        Region = TextIn(section, nameof(Region)) ?? Region;
        SignatureVersion = Read(section, nameof(SignatureVersion), SignatureVersion, "V1 or V4", TryParseVersion);
        MaxRetryAttempts = Read(section, nameof(MaxRetryAttempts), MaxRetryAttempts, "a whole number", TryParseNumber);
        RetryDelay = Read(section, nameof(RetryDelay), RetryDelay, Duration, TryParseDuration);
        AttemptTimeout = Read(section, nameof(AttemptTimeout), AttemptTimeout, Duration, TryParseDuration);
        TotalTimeout = Read(section, nameof(TotalTimeout), TotalTimeout, Duration, TryParseDuration);
        StatusLookback = Read(section, nameof(StatusLookback), StatusLookback, Duration, TryParseDuration);
        BindCredentials(section["AccessKeyId"], section["AccessKeySecret"], section["SecurityToken"]);
    }

    internal void CopyTo(LogServiceClientOptions other)
    {
        other.Endpoint = Endpoint;
        other.Credentials = Credentials;
        other.SignatureVersion = SignatureVersion;
        other.Region = Region;
        other.MaxRetryAttempts = MaxRetryAttempts;
        other.RetryDelay = RetryDelay;
        other.AttemptTimeout = AttemptTimeout;
        other.TotalTimeout = TotalTimeout;
        other.StatusLookback = StatusLookback;
        other.TimeProvider = TimeProvider;
    }

    private const string GivenTwice = "Credentials are given twice: an access key in the configuration and a provider in code. Remove one.";

    private const string Duration = "a duration, such as 00:00:10";

    private delegate bool Parser<T>(string text, out T value);

    private T Read<T>(IConfiguration section, string key, T otherwise, string expected, Parser<T> parse)
    {
        if (TextIn(section, key) is not { } text)
        {
            return otherwise;
        }

        if (parse(text, out var value))
        {
            return value;
        }

        BindingMistakes.Add($"{key} is \"{text}\" in the configuration, but must be {expected}.");
        return otherwise;
    }

    // An empty value is an absent one: that is how an environment variable unsets what a file set.
    private static string? TextIn(IConfiguration section, string key) => string.IsNullOrWhiteSpace(section[key]) ? null : section[key];

    // The values of an access key never go into a message.
    private void BindCredentials(string? id, string? secret, string? token)
    {
        if (string.IsNullOrWhiteSpace(id) && string.IsNullOrWhiteSpace(secret))
        {
            if (!string.IsNullOrWhiteSpace(token))
            {
                BindingMistakes.Add("SecurityToken is in the configuration without AccessKeyId and AccessKeySecret. Give all three, or none.");
            }
        }
        else if (string.IsNullOrWhiteSpace(id) || string.IsNullOrWhiteSpace(secret))
        {
            BindingMistakes.Add("AccessKeyId and AccessKeySecret must both be in the configuration, or neither, but only one is.");
        }
        else
        {
            if (!ReferenceEquals(Credentials, _defaultCredentials))
            {
                BindingMistakes.Add(GivenTwice);
            }

            try
            {
                Credentials = BoundCredentials = new StaticCredentialsProvider(id, secret, token);
            }
            catch (ArgumentException exception)
            {
                BindingMistakes.Add($"The access key in the configuration cannot be used: {exception.Message}");
            }
        }
    }

    private static bool TryParseVersion(string text, out SignatureVersion value)
    {
        // Not Enum.TryParse alone: that takes any number too.
        value = text.Equals("V4", StringComparison.OrdinalIgnoreCase) ? SignatureVersion.V4 : SignatureVersion.V1;
        return value == SignatureVersion.V4 || text.Equals("V1", StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryParseNumber(string text, out int value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    private static bool TryParseDuration(string text, out TimeSpan value)
    {
        // .NET would read a bare "10" as ten days and "48:00:00" as 48 of them, which nobody means.
        value = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours >= 24)
        {
            text = string.Create(CultureInfo.InvariantCulture, $"{hours / 24}.{hours % 24}{text[colon..]}");
        }

        return colon >= 0 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }
}
