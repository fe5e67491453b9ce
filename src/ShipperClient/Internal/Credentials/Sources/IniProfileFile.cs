namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Finds a section in a credentials file: <c>[default]</c>, then <c>key = value</c> lines; # and ; begin comments.</summary>
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
        return await new CredentialsProfile(description, ProfileKeys.Ini, key => values.GetValueOrDefault(key)).FetchAsync(context, cancellationToken).ConfigureAwait(false);
    }

    // Other lines are skipped without a message, which could quote a secret. The key of a commented line begins with its comment sign, so nothing reads it.
    private static Dictionary<string, string>? Section(string text, string name)
    {
        Dictionary<string, string>? found = null;
        var inside = false;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = WithoutComment(raw).Trim();
            if (line is ['[', .. var title, ']'])
            {
                inside = title.Trim().SequenceEqual(name);
                found ??= inside ? new(StringComparer.Ordinal) : null;
            }
            else if (inside && line.IndexOf('=') is var equals and > 0 && line[(equals + 1)..].Trim() is { Length: > 0 } value)
            {
                found![line[..equals].Trim().ToString()] = value.ToString();
            }
        }

        return found;
    }

    // A comment may also follow a title or a value, after white space: the sample file of the official SDKs has such comments.
    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> line)
    {
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] is '#' or ';' && char.IsWhiteSpace(line[i - 1]))
            {
                return line[..i];
            }
        }

        return line;
    }
}
