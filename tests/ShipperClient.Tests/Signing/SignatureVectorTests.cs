using System.Security.Cryptography;
using ShipperClient.Internal.Signing;

namespace ShipperClient.Tests.Signing;

/// <summary>Every vector through the signer alone, under every culture.</summary>
public sealed class SignatureVectorTests
{
    public static MatrixTheoryData<string, string> V1Vectors { get; } =
        new(SignatureVector.Names.Where(static name => !SignatureVector.Named(name).IsV4), CultureScope.Names);

    public static MatrixTheoryData<string, string> V4Vectors { get; } =
        new(SignatureVector.Names.Where(static name => SignatureVector.Named(name).IsV4), CultureScope.Names);

    [Fact]
    public void File_has_the_29_vectors_of_both_kinds()
    {
        Assert.Equal(29, SignatureVector.Names.Count());
        Assert.Equal(17, SignatureVector.Names.Count(static name => !SignatureVector.Named(name).IsV4));
    }

    [Theory]
    [MemberData(nameof(V1Vectors))]
    public void Signature_is_the_one_of_the_v1_vector(string vectorName, string culture)
    {
        using var scope = new CultureScope(culture);
        var vector = SignatureVector.Named(vectorName);

        using var hmac = SignatureV1.CreateHmac();
        using var request = CanonicalRequest.From(vector.Method, vector.Path, vector.Query, vector.Headers);

        Assert.Equal(vector.StringToSign, SignerOutput.StringToSignV1(request));
        Assert.Equal(vector.ExpectedAuthorization, SignatureV1.Authorization(request, vector.AccessKeyId, vector.AccessKeySecret, hmac));
    }

    [Theory]
    [MemberData(nameof(V4Vectors))]
    public void Signature_is_the_one_of_the_v4_vector(string vectorName, string culture)
    {
        using var scope = new CultureScope(culture);
        var vector = SignatureVector.Named(vectorName);

        using var hmac = SignatureV4.CreateHmac();

        // The vectors leave out the two headers that every v4 request has besides its own.
        var request = CanonicalRequest.From(vector.Method, vector.Path, vector.Query, new Dictionary<string, string>(vector.Headers, StringComparer.Ordinal)
        {
            ["x-log-date"] = vector.Date,
            ["x-log-content-sha256"] = Convert.ToHexStringLower(SHA256.HashData(vector.BodyBytes)),
        });

        Assert.Equal(vector.StringToSign, SignerOutput.StringToSignV4(request, vector.Region!));
        Assert.Equal(vector.ExpectedAuthorization, SignatureV4.Authorization(request, vector.AccessKeyId, vector.AccessKeySecret, vector.Region!, hmac));
    }

    [Fact]
    public void Canonical_request_of_v4_is_written_line_by_line()
    {
        var request = CanonicalRequest.From(
            "GET",
            "/logstores/a",
            [new("to", "2"), new("from", "1 /~*"), new("status", ""), new("From", "0")],
            [
                new("x-log-date", "20151111T082819Z"), new("Host", "p.cn-hangzhou.log.aliyuncs.com"), new("X-Acs-Security-Token", " token\t"),
                new("Content-Type", "application/json"), new("Accept", "*/*"), new("Date", "never"), new("x-log-content-sha256", "abc"),
            ]);

        Assert.Equal(
            """
            GET
            /logstores/a
            From=0&from=1%20%2F~%2A&status&to=2
            content-type:application/json
            host:p.cn-hangzhou.log.aliyuncs.com
            x-acs-security-token:token
            x-log-content-sha256:abc
            x-log-date:20151111T082819Z

            content-type;host;x-acs-security-token;x-log-content-sha256;x-log-date
            abc
            """,
            SignerOutput.CanonicalRequest(request));
    }

    [Fact]
    public void Keys_and_headers_are_sorted_ordinally()
    {
        var request = CanonicalRequest.From(
            "GET", "/", [new("b", "1"), new("_a", "2"), new("B", "3"), new("a-", "4"), new("aB", "5")], [new("x-log-b", "1"), new("x-log-_", "2"), new("X-LOG-A-", "3"), new("x-log-a", "4")]);

        Assert.Equal("GET\n\n\n\nx-log-_:2\nx-log-a:4\nx-log-a-:3\nx-log-b:1\n/?B=3&_a=2&a-=4&aB=5&b=1", SignerOutput.StringToSignV1(request));
    }
}
