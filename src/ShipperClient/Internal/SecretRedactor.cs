namespace ShipperClient.Internal;

/// <summary>
/// Hides what was sent in secret in the text of a response, since services and proxies quote what they were sent: the whole, any 8 characters of it in a row, and the same in
/// the encodings of JSON, HTML and URLs.
/// </summary>
/// <param name="sent">The secret values: those of the headers <c>Authorization</c> and <c>x-acs-security-token</c>, or of a form.</param>
internal sealed class SecretRedactor(IReadOnlyCollection<string> sent)
{
    private const string Redacted = "***";

    // Longer than any message, which is cut after it is redacted.
    private const int MaxLength = 4096;
    private const int MaxLayers = 16;

    // Fewer characters than these say nothing of a secret that is longer.
    private const int ShortestPart = 8;

    /// <summary>Redacts the beginning of a text, which is as much as a message can have.</summary>
    public string Redact(string text)
    {
        text = TextSanitizer.TrimInvisible(text);
        text = text.Length <= MaxLength ? text : text[..MaxLength];
        foreach (var value in sent)
        {
            text = value.Length == 0 ? text : text.Replace(value, Redacted, StringComparison.Ordinal);
        }

        return sent.Count == 0 ? text : RedactParts(text);
    }

    /// <summary>Whether a short text may have a part of a secret. It costs next to nothing and is right if it says no.</summary>
    public static bool MayQuote(string text, string sent)
    {
        var secret = SecretOf(sent);

        // Any 8 characters in a row include 4 that begin at a multiple of 4.
        for (var i = 0; i + (ShortestPart / 2) <= text.Length; i += ShortestPart / 2)
        {
            if (secret.Contains(text.AsSpan(i, ShortestPart / 2), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        // Something may be encoded, or short.
        return secret.Length < ShortestPart || text.AsSpan().ContainsAny("%&\\");
    }

    // By hashes of their parts, whatever their case: an error may quote a megabyte, and a secret may be a kilobyte.
    private string RedactParts(string text)
    {
        var secrets = sent.Select(static value => SecretOf(value).ToString()).Where(static secret => secret.Length > 0).ToList();
        var hidden = new bool[text.Length];
        foreach (var group in secrets.GroupBy(static secret => Math.Min(secret.Length, ShortestPart)))
        {
            var parts = group.SelectMany(secret => Enumerable.Range(0, secret.Length - group.Key + 1).Select(start => Hash(secret.AsSpan(start, group.Key)))).ToHashSet();
            var layer = EncodedText.Of(text);
            for (var depth = 0; layer is not null && depth < MaxLayers; depth++)
            {
                for (var i = 0; i + group.Key <= layer.Characters.Length; i++)
                {
                    if (parts.Contains(Hash(layer.Characters.Slice(i, group.Key))))
                    {
                        hidden.AsSpan(layer.PlaceOf(i, group.Key)).Fill(true);
                    }
                }

                layer = layer.Decode();
            }
        }

        return Array.IndexOf(hidden, true) < 0 ? text : Without(text, hidden);
    }

    private static string Without(string text, bool[] hidden)
    {
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!hidden[i])
            {
                shown.Append(text[i]);
            }
            else if (i == 0 || !hidden[i - 1])
            {
                shown.Append(Redacted);
            }
        }

        return shown.ToString();
    }

    private static int Hash(ReadOnlySpan<char> part) => string.GetHashCode(part, StringComparison.OrdinalIgnoreCase);

    // "LOG id:signature" and "SLS4-HMAC-SHA256 Credential=…,Signature=signature"; a token has no such part and is all secret.
    private static ReadOnlySpan<char> SecretOf(string value)
    {
        var v4 = value.LastIndexOf(",Signature=", StringComparison.Ordinal);
        return v4 >= 0 ? value.AsSpan(v4 + ",Signature=".Length)
            : value.StartsWith("LOG ", StringComparison.Ordinal) ? value.AsSpan(value.LastIndexOf(':') + 1)
            : value;
    }
}
