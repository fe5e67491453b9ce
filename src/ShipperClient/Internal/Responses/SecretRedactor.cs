namespace ShipperClient.Internal.Responses;

/// <summary>Keeps what was secret in a request out of what a reply makes us say: services and proxies like to quote what they were sent.</summary>
internal static class SecretRedactor
{
    private const string Masked = "***";

    public static string Mask(string text, HttpRequestMessage sent)
    {
        foreach (var (name, values) in sent.Headers.NonValidated)
        {
            if (LogServiceHeaders.IsSecret(name) && values.ToString() is { Length: > 0 } value)
            {
                text = text.Replace(value, Masked, StringComparison.Ordinal).Replace(SignatureIn(value), Masked, StringComparison.Ordinal);
            }
        }

        return text;
    }

    // "LOG id:signature" and "SLS4-HMAC-SHA256 Credential=…,Signature=signature"; a token has no such part and stands for itself.
    private static string SignatureIn(string value)
    {
        var v4 = value.LastIndexOf(",Signature=", StringComparison.Ordinal);
        return v4 >= 0 ? value[(v4 + ",Signature=".Length)..]
            : value.StartsWith("LOG ", StringComparison.Ordinal) ? value[(value.LastIndexOf(':') + 1)..]
            : value;
    }
}
