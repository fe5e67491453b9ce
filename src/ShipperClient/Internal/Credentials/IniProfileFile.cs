namespace ShipperClient.Internal.Credentials;

/// <summary>Finds a section in a credentials file: <c>[default]</c>, then <c>key = value</c> lines; # and ; begin comments (specification, "Credentials", 4).</summary>
internal static class IniProfileFile
{
    public const string DefaultSection = "default";

    /// <summary>Reads the file anew and gives the credentials of a section.</summary>
    public static async Task<LogServiceCredentials> FetchAsync(string path, string? section, CredentialsSurroundings surroundings, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(await BoundedReader.ReadFileAsync(path, cancellationToken).ConfigureAwait(false));
        var name = section ?? DefaultSection;
        var description = $"The section [{TextSanitizer.Clean(name, 64)}] of {path}";
        var values = Section(text, name) ?? throw new LogServiceAuthenticationException($"{description} does not exist. Add it, or name another ({CredentialsVariables.Profile}).");
        return await new CredentialsProfile(description, ProfileKeys.Ini, key => values.GetValueOrDefault(key)).FetchAsync(surroundings, cancellationToken).ConfigureAwait(false);
    }

    // A line that is none of these is stepped over: whatever it is, it must not be quoted. One that is a comment as a whole has a key that nobody asks for.
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

    // A comment may stand behind a title or a value too, with white space before it: the official SDKs' own sample has them.
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
