using System.Net;

namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>An error of the STS: <c>{"Code","Message","RequestId"}</c>, or the same in XML. A proxy's page has none of them.</summary>
internal sealed record StsError(string? Code, string? Message, string? RequestId)
{
    private const int MaxNameLength = 64;

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

    /// <summary>Creates the exception of a request that was refused; an error may quote the request, so its secrets are hidden.</summary>
    public LogServiceAuthenticationException ToException(CredentialsHttpResponse response, SortedDictionary<string, string> form)
    {
        var redactor = new SecretRedactor([.. form.Where(static field => field.Key is "OIDCToken" or "SecurityToken" or "Signature").Select(static field => field.Value)]);
        var (code, id) = (Clean(Code, MaxNameLength, redactor), Clean(RequestId, MaxNameLength, redactor));
        var text = Clean(Message, TextSanitizer.MaxLength, redactor) ?? "";
        return new LogServiceAuthenticationException(
            string.Create(CultureInfo.InvariantCulture, $"The STS refused with status {(int)response.Status}")
            + $"{(code is null ? "" : $", {code}")}{(text.Length == 0 ? "." : $": {text}")}"
            + $"{(id is null ? "" : $" (request id {id})")}")
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

    private static string? Clean(string? text, int maxLength, SecretRedactor redactor) => text is null ? null : TextSanitizer.Clean(redactor.Redact(text), maxLength);
}
