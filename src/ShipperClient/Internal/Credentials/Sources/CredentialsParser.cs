using System.Text.Json;

namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Creates credentials from the fields that the STS, the metadata service and a credentials URI have in common.</summary>
internal static class CredentialsParser
{
    private const int MaxCodeLength = 64;

    /// <summary>Reads <c>{"Code":"Success","AccessKeyId","AccessKeySecret","SecurityToken","Expiration"}</c>.</summary>
    /// <param name="response">The response.</param>
    /// <param name="what">What it is, as messages begin.</param>
    /// <param name="sent">A secret of the request, which the response may quote.</param>
    public static LogServiceCredentials Read(CredentialsHttpResponse response, string what, string? sent = null) => CredentialsJson.Read(response.Body, what, json =>
        CredentialsJson.Text(json, "Code") is { } code && !code.Equals("Success", StringComparison.OrdinalIgnoreCase)
            ? throw NoSuccess(what, TextSanitizer.Clean(new SecretRedactor(sent is null ? [] : [sent]).Redact(code), MaxCodeLength))
            : Read(json, what));

    /// <summary>Reads the four fields of an object.</summary>
    public static LogServiceCredentials Read(JsonElement json, string what) => Create(
        what,
        CredentialsJson.Text(json, "AccessKeyId") ?? throw Missing(what, "AccessKeyId"),
        CredentialsJson.Text(json, "AccessKeySecret") ?? throw Missing(what, "AccessKeySecret"),
        CredentialsJson.Text(json, "SecurityToken"),
        CredentialsJson.Text(json, "Expiration") is { } expiration ? Time(expiration, what, "Expiration") : null);

    /// <summary>Creates credentials; the error says where they come from.</summary>
    public static LogServiceCredentials Create(string what, string id, string secret, string? token, DateTimeOffset? expiresAt = null)
    {
        try
        {
            return new LogServiceCredentials(id, secret, token, expiresAt);
        }
        catch (ArgumentException exception)
        {
            throw new LogServiceAuthenticationException($"{what} has an access key that cannot be used: {exception.Message}", exception);
        }
    }

    private static LogServiceAuthenticationException NoSuccess(string what, string code) => new($"{what} has the code {code} instead of Success.") { ErrorCode = code };

    private static LogServiceAuthenticationException Missing(string what, string field) => new($"{what} has no {field}.");

    /// <summary>Parses a time in ISO 8601, for example 2026-01-15T12:00:00Z; without an offset it is in UTC.</summary>
    public static DateTimeOffset Time(string text, string what, string field) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new LogServiceAuthenticationException($"{what} has an {field} that is not a time in ISO 8601.");
}
