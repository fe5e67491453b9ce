namespace ShipperClient.Internal.Responses;

/// <summary>Hides what a call sent in secret in the text of a response: services and proxies quote what they were sent.</summary>
/// <param name="sent">The values of the secret headers: <c>Authorization</c> and <c>x-acs-security-token</c>.</param>
internal sealed class SecretRedactor(IReadOnlyCollection<string> sent)
{
    private const string Redacted = "***";

    public string Redact(string text)
    {
        foreach (var value in sent)
        {
            text = Replace(Replace(text, value), SignatureIn(value));
        }

        return text;
    }

    private static string Replace(string text, string secret) => secret.Length == 0 ? text : text.Replace(secret, Redacted, StringComparison.Ordinal);

    // "LOG id:signature" and "SLS4-HMAC-SHA256 Credential=…,Signature=signature"; a token has no such part and is all signature.
    private static string SignatureIn(string value)
    {
        var v4 = value.LastIndexOf(",Signature=", StringComparison.Ordinal);
        return v4 >= 0 ? value[(v4 + ",Signature=".Length)..]
            : value.StartsWith("LOG ", StringComparison.Ordinal) ? value[(value.LastIndexOf(':') + 1)..]
            : value;
    }
}
