using System.Net;

namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>An error of the STS: <c>{"Code","Message","RequestId"}</c>, or the same in XML. A proxy's page has none of them.</summary>
internal sealed record StsError(string? Code, string? Message, string? RequestId)
{
    private const string Masked = "***";

    public static StsError Parse(CredentialsHttpResponse response)
    {
        try
        {
            return CredentialsJson.Read(response.Body, "", static json => new StsError(
                CredentialsJson.Text(json, "Code"), CredentialsJson.Text(json, "Message"), CredentialsJson.Text(json, "RequestId")));
        }
        catch (LogServiceAuthenticationException)
        {
            var text = response.Text;
            return new StsError(Element(text, "Code"), Element(text, "Message"), Element(text, "RequestId"));
        }
    }

    /// <summary>Creates the exception of a request that was refused; an error may quote the request, so its secrets are masked.</summary>
    public LogServiceAuthenticationException ToException(CredentialsHttpResponse response, SortedDictionary<string, string> form)
    {
        var (code, id) = (Mask(Code, form), Mask(RequestId, form));
        var text = TextSanitizer.Clean(Mask(Message, form) ?? "");
        return new LogServiceAuthenticationException(
            string.Create(CultureInfo.InvariantCulture, $"The STS refused with status {(int)response.Status}")
            + $"{(code is null ? "" : $", {TextSanitizer.Clean(code, 64)}")}{(text.Length == 0 ? "." : $": {text}")}"
            + $"{(id is null ? "" : $" (request id {TextSanitizer.Clean(id, 64)})")}")
        {
            StatusCode = response.Status,
            ErrorCode = code,
            RequestId = id,
            IsTransient = response.IsTransient || code?.StartsWith("Throttling", StringComparison.Ordinal) == true,
        };
    }

    // An XML reader would be most of a trimmed application, for three elements without attributes.
    private static string? Element(string xml, string name)
    {
        var start = xml.IndexOf($"<{name}>", StringComparison.Ordinal);
        var end = start < 0 ? -1 : xml.IndexOf($"</{name}>", start, StringComparison.Ordinal);
        return end < 0 ? null : WebUtility.HtmlDecode(xml[(start + name.Length + 2)..end]) is { Length: > 0 } text ? text : null;
    }

    // In plain text, and encoded twice, as in the string to sign that the error about a wrong signature quotes.
    private static string? Mask(string? text, SortedDictionary<string, string> form)
    {
        foreach (var name in (ReadOnlySpan<string>)["OIDCToken", "SecurityToken", "Signature"])
        {
            if (text is not null && form.TryGetValue(name, out var secret))
            {
                var once = Uri.EscapeDataString(secret);
                text = text.Replace(secret, Masked, StringComparison.Ordinal)
                    .Replace(Uri.EscapeDataString(once), Masked, StringComparison.Ordinal)
                    .Replace(once, Masked, StringComparison.Ordinal);
            }
        }

        return text;
    }
}
