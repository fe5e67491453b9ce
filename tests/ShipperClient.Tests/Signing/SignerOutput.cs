using System.Security.Cryptography;
using System.Text;
using ShipperClient.Internal.Signing;
using ShipperClient.Internal.Signing.Buffers;

namespace ShipperClient.Tests.Signing;

/// <summary>The signer's intermediates as text, so that a failing vector says where it went wrong.</summary>
internal static class SignerOutput
{
    public static string StringToSignV1(scoped in CanonicalRequest request)
    {
        var output = new Utf8Builder(stackalloc byte[16]);
        SignatureV1.WriteStringToSign(ref output, request);
        return Text(ref output);
    }

    public static string CanonicalRequest(scoped in CanonicalRequest request)
    {
        var output = new Utf8Builder(stackalloc byte[16]);
        SignatureV4.WriteCanonicalRequest(ref output, request);
        return Text(ref output);
    }

    public static string StringToSignV4(scoped in CanonicalRequest request, string region)
    {
        var output = new Utf8Builder(stackalloc byte[16]);
        SignatureV4.WriteStringToSign(ref output, request, region, SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalRequest(request))));
        return Text(ref output);
    }

    private static string Text(ref Utf8Builder output)
    {
        var text = Encoding.UTF8.GetString(output.Written);
        output.Dispose();
        return text;
    }
}
