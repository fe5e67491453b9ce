using System.Diagnostics.CodeAnalysis;

namespace ShipperClient.Testing.Internal.Signing;

/// <summary>
/// The parts of a request's <c>Authorization</c> header. <see cref="Day"/> and <see cref="Region"/> are the scope of a v4 signature, and
/// <see langword="null"/> for v1.
/// </summary>
internal sealed record AuthorizationHeader(string KeyId, string Signature, string? Day, string? Region)
{
    private const string SchemeV1 = "LOG ";
    private const string SchemeV4 = "SLS4-HMAC-SHA256 ";

    [MemberNotNullWhen(true, nameof(Day), nameof(Region))]
    public bool IsV4 => Day is not null;

    /// <summary>Whether a header has the scheme of v4, even if the rest of it is malformed.</summary>
    public static bool IsV4Header(string header) => header.StartsWith(SchemeV4, StringComparison.Ordinal);

    public static AuthorizationHeader? Parse(string header) =>
        header.StartsWith(SchemeV1, StringComparison.Ordinal) ? ParseV1(header[SchemeV1.Length..])
        : IsV4Header(header) ? ParseV4(header[SchemeV4.Length..])
        : null;

    // {accessKeyId}:{signature}
    private static AuthorizationHeader? ParseV1(string value) =>
        value.Split(':') is [var id, var signature] ? new(id, signature, Day: null, Region: null) : null;

    // Credential={id}/{yyyymmdd}/{region}/sls/aliyun_v4_request,Signature={hex}
    private static AuthorizationHeader? ParseV4(string value)
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
