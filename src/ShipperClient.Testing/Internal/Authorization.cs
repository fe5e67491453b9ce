using System.Diagnostics.CodeAnalysis;

namespace ShipperClient.Testing.Internal;

/// <summary>
/// A request's <c>Authorization</c> header, taken apart. <see cref="Day"/> and <see cref="Region"/> are the scope of a v4 signature and
/// <see langword="null"/> for v1.
/// </summary>
internal sealed record Authorization(string KeyId, string Signature, string? Day, string? Region)
{
    private const string SchemeV1 = "LOG ";
    private const string SchemeV4 = "SLS4-HMAC-SHA256 ";

    [MemberNotNullWhen(true, nameof(Day), nameof(Region))]
    public bool IsV4 => Day is not null;

    /// <summary>Whether a header, however malformed behind its scheme, belongs to a v4 request.</summary>
    public static bool IsOfV4(string header) => header.StartsWith(SchemeV4, StringComparison.Ordinal);

    public static Authorization? Parse(string header) =>
        header.StartsWith(SchemeV1, StringComparison.Ordinal) ? ParseV1(header[SchemeV1.Length..])
        : IsOfV4(header) ? ParseV4(header[SchemeV4.Length..])
        : null;

    // {accessKeyId}:{signature}
    private static Authorization? ParseV1(string value) =>
        value.Split(':') is [var id, var signature] ? new(id, signature, Day: null, Region: null) : null;

    // Credential={id}/{yyyymmdd}/{region}/sls/aliyun_v4_request,Signature={hex}
    private static Authorization? ParseV4(string value)
    {
        const string Credential = "Credential=";
        const string SignaturePart = "Signature=";
        return value.Split(',') is [var credential, var signature]
            && credential.StartsWith(Credential, StringComparison.Ordinal)
            && signature.StartsWith(SignaturePart, StringComparison.Ordinal)
            && credential[Credential.Length..].Split('/') is [var id, var day, var region, "sls", "aliyun_v4_request"]
            ? new(id, signature[SignaturePart.Length..], day, region)
            : null;
    }
}
