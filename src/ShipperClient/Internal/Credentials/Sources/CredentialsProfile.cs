namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>The fields of one profile of a file. It holds secrets, so it is not a record: those print their values.</summary>
/// <param name="name">The name of the profile.</param>
/// <param name="description">The profile and its file, to begin a message with.</param>
/// <param name="keys">What the kind of file calls the fields.</param>
/// <param name="read">Gets the text of a field; <see langword="null"/> if it is missing or empty.</param>
internal sealed class CredentialsProfile(string name, string description, ProfileKeys keys, Func<string, string?> read)
{
    public string Name => name;

    /// <summary>Gets the name as messages show it.</summary>
    public string ShownName => TextSanitizer.Clean(name, 64);

    public string Description => description;

    public string DescriptionInSentence => char.ToLowerInvariant(description[0]) + description[1..];

    public ProfileKeys Keys => keys;

    /// <summary>Gets a value indicating whether the profile has any credentials, or only what the CLI writes without them, such as a region.</summary>
    public bool HasCredentials => read(keys.Mode)?.ToUpperInvariant() switch
    {
        null => HasAny(
            ProfileKeys.AccessKeyId, ProfileKeys.AccessKeySecret, keys.SecurityToken, keys.RoleArn, keys.RoleName, keys.OidcTokenFile, ProfileKeys.SourceProfile,
            ProfileKeys.ProcessCommand, ProfileKeys.CredentialsUri),
        "AK" => HasAny(ProfileKeys.AccessKeyId, ProfileKeys.AccessKeySecret, keys.SecurityToken),
        _ => true,
    };

    /// <summary>Gets a field; <see langword="null"/> if it is missing or empty.</summary>
    /// <exception cref="LogServiceAuthenticationException">The value has quotes around it.</exception>
    public string? Read(string key) => read(key) is not { } value ? null
        : !keys.StripsQuotes && Quotes.Surround(value) ? throw new LogServiceAuthenticationException($"{description}: {key} has quotes around it. Remove them.")
        : value;

    /// <summary>Gets a field as it is: a command may begin and end with quotes.</summary>
    public string? ReadVerbatim(string key) => read(key);

    public string Required(string key) => Read(key) ?? throw new LogServiceAuthenticationException($"{description} has no {key}. Add it.");

    public bool IsTrue(string key) => CredentialsContext.IsTrueText(Read(key));

    /// <summary>Gets a number of seconds above 0; <see langword="null"/> if the field is missing or not above 0.</summary>
    public int? Seconds(string key) => Read(key) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? seconds > 0 ? seconds : null
        : throw new LogServiceAuthenticationException($"{description} has an {key} that is not a whole number of seconds.");

    /// <summary>Gets a time in Unix seconds; <see langword="null"/> if the field is missing or 0.</summary>
    public DateTimeOffset? Time(string key)
    {
        if (Read(key) is not { } text || text == "0")
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new LogServiceAuthenticationException($"{description} has an {key} that is not a time in Unix seconds.");
    }

    private bool HasAny(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (read(field) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
