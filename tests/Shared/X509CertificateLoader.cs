#if !NET9_0_OR_GREATER
namespace System.Security.Cryptography.X509Certificates;

/// <summary>The type of .NET 9, for the run of the tests on the net8.0 build of the libraries.</summary>
internal static class X509CertificateLoader
{
    public static X509Certificate2 LoadPkcs12(byte[] data, string? password) => new(data, password);
}
#endif
