namespace ShipperClient.Internal.Credentials;

/// <summary>Quotes around a value: a shell or an editor of files strips them, but an environment variable and JSON keep them.</summary>
internal static class Quotes
{
    /// <summary>Gets a value indicating whether a matching pair of quotes surrounds a value.</summary>
    public static bool Surround(string value) => value.AsSpan().Trim() is ['"' or '\'', .., _] text && text[0] == text[^1];
}
