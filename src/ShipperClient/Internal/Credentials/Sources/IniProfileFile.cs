namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>A credentials file: <c>[default]</c>, then <c>key = value</c> or <c>key: value</c> lines; # and ; begin comments.</summary>
internal static class IniProfileFile
{
    public const string DefaultSection = "default";

    /// <summary>Reads the file and gets the credentials of a section.</summary>
    public static async Task<LogServiceCredentials> FetchAsync(string path, string? section, CredentialsContext context, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(await BoundedReader.ReadFileAsync(path, cancellationToken).ConfigureAwait(false));
        var name = section ?? DefaultSection;
        var description = $"The section [{TextSanitizer.Clean(name, 64)}] of {path}";
        var values = Section(text, name) ?? throw new LogServiceAuthenticationException($"{description} does not exist. Add it, or specify another ({CredentialsVariables.Profile}).");
        return values.GetValueOrDefault(ProfileKeys.Enable)?.ToUpperInvariant() is "FALSE" or "0"
            ? throw new LogServiceAuthenticationException($"{description} is disabled (enable = false). Enable it, or specify another ({CredentialsVariables.Profile}).")
            : await new ProfileFetcher(context, static _ => null)
                .FetchAsync(new CredentialsProfile(name, description, ProfileKeys.Ini, values.GetValueOrDefault), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates the exception for a home folder without a credentials file.</summary>
    public static LogServiceAuthenticationException NoFile(string? section) => new(
        $"{(section is null ? "There" : $"The section [{TextSanitizer.Clean(section, 64)}] does not exist: there")} is no file credentials.ini or credentials in the folder .alibabacloud "
        + $"of the home folder. Create one, or specify it ({CredentialsVariables.CredentialsFile}).");

    // Other lines are skipped without a message, which could quote a secret. The key of a commented line begins with its comment sign, so nothing reads it.
    private static Dictionary<string, string>? Section(string text, string name)
    {
        Dictionary<string, string>? found = null;
        var inside = false;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            if (line is ['[', ..] && line.IndexOf(']') is var end and > 0 && IsCommentOrEmpty(line[(end + 1)..]))
            {
                inside = line[1..end].Trim().SequenceEqual(name);
                found ??= inside ? new(StringComparer.OrdinalIgnoreCase) : null;
            }
            else if (inside && line.IndexOfAny('=', ':') is var separator and > 0 && Value(line[(separator + 1)..]) is { Length: > 0 } value)
            {
                found![line[..separator].Trim().ToString()] = value.ToString();
            }
        }

        return found;
    }

    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> text)
    {
        var value = text.Trim();
        if (value is ['"' or '\'', .. var rest] && rest.IndexOf(value[0]) is var end and >= 0 && IsCommentOrEmpty(rest[(end + 1)..]))
        {
            return rest[..end];
        }

        // A comment follows white space: the sample file of the official SDKs has such comments.
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '#' or ';' && i > 0 && char.IsWhiteSpace(text[i - 1]))
            {
                return text[..i].Trim();
            }
        }

        return value;
    }

    private static bool IsCommentOrEmpty(ReadOnlySpan<char> text) => text.TrimStart() is [] or ['#' or ';', ..];
}
