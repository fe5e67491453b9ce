using System.Text;
using System.Text.Json;

namespace ShipperClient.Tests.Signing;

/// <summary>One case of <c>signature-vectors.json</c>: a request, a key, and what must come of them.</summary>
internal sealed record SignatureVector(
    string Name,
    string Algorithm,
    string Method,
    string Path,
    Dictionary<string, string> Query,
    Dictionary<string, string> Headers,
    string? Body,
    string? BodyBase64,
    string AccessKeyId,
    string AccessKeySecret,
    string? SecurityToken,
    string? Region,
    string Date,
    string ExpectedAuthorization,
    string StringToSign)
{
    private static readonly Dictionary<string, SignatureVector> ByName = Load();

    public static IEnumerable<string> Names => ByName.Keys;

    public bool IsV4 => Algorithm == "SLS4-HMAC-SHA256";

    public byte[] BodyBytes => BodyBase64 is null ? Encoding.UTF8.GetBytes(Body ?? "") : Convert.FromBase64String(BodyBase64);

    public static SignatureVector Named(string name) => ByName[name];

    private static Dictionary<string, SignatureVector> Load()
    {
        using var file = File.OpenRead(System.IO.Path.Combine(AppContext.BaseDirectory, "signature-vectors.json"));
        using var document = JsonDocument.Parse(file);
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        return document.RootElement.GetProperty("vectors").EnumerateArray()
            .Select(vector => vector.Deserialize<SignatureVector>(options)!)
            .ToDictionary(static vector => vector.Name, StringComparer.Ordinal);
    }
}
