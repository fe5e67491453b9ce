using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using ShipperClient.Internal.Signing;
using ShipperClient.Internal.Signing.Buffers;

namespace ShipperClient.Tests.Signing;

/// <summary>What is signed of a request with any address and any number of pairs; and that no secret stays in memory.</summary>
public sealed class CanonicalRequestTests
{
    [Theory]
    [InlineData("https://user:x@p.example.com:8443/a/b@c?d=e@f#g?h/i", "p.example.com:8443", "/a/b@c", "d=e@f")]
    [InlineData("https://p.example.com", "p.example.com", "/", "")]
    [InlineData("https://p.example.com/a#?b=1", "p.example.com", "/a", "")]
    [InlineData("https://p.example.com/a?", "p.example.com", "/a", "")]
    [InlineData("https://p.example.com/a?b&=c#", "p.example.com", "/a", "=c, b=")]
    public void Canonical_request_has_host_path_and_query_of_any_address(string address, string host, string path, string query)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, address);

        using var request = CanonicalRequest.From(message);

        Assert.Equal((host, path, query), (request.Host, request.Path.ToString(), string.Join(", ", request.Query.ToArray())));
    }

    [Fact]
    public void Canonical_request_sorts_any_number_of_pairs()
    {
        List<string> sorted = [.. Enumerable.Range(0, 100).Select(static i => $"{i:00}")];
        var mixed = sorted.OrderBy(static name => int.Parse(name, provider: null) * 37 % 100).ToList();

        using var request = CanonicalRequest.From(
            "GET", "/", mixed.Select(static name => KeyValuePair.Create("k" + name, name)), mixed.Select(static name => KeyValuePair.Create("X-Log-" + name, name)));

        Assert.Equal(sorted.Select(static name => $"k{name}={name}"), request.Query.ToArray().Select(static field => field.ToString()), StringComparer.Ordinal);
        Assert.Equal(sorted.Select(static name => $"x-log-{name}={name}"), request.ServiceHeaders.ToArray().Select(static field => field.ToString()), StringComparer.Ordinal);
    }

    [Fact]
    public void Headers_that_an_earlier_attempt_left_on_the_content_are_dropped()
    {
        using var request = SampleOperations.RetryRequest(Sample.Endpoint(), Sample.Shipper, ["a"]);
        request.Content!.Headers.TryAddWithoutValidation("x-log-bodyrawsize", "9");
        request.Content.Headers.TryAddWithoutValidation("Content-MD5", "00");
        using var signer = new RequestSigner(SignatureVersion.V1, region: null);

        signer.Sign(request, "[\"a\"]"u8, new LogServiceCredentials("id", "secret"), Sample.Now);

        Assert.False(request.Content.Headers.NonValidated.Contains("x-log-bodyrawsize"));
        Assert.Equal("4C96BBC0E2390918DD50EF8E7EAFF6E2", request.Content.Headers.NonValidated["Content-MD5"].ToString());
    }

    [Fact]
    public void Cached_key_is_used_for_its_own_secret_only()
    {
        using var hmac = SignatureV1.CreateHmac();
        foreach (var secret in (string[])["one", "one", "other", "", new string('k', 200), "one"])
        {
            var hash = new byte[HMACSHA1.HashSizeInBytes];
            hmac.Compute(secret, "text"u8, hash);

#pragma warning disable CA5350 // The service defines it so.
            Assert.Equal(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), "text"u8), hash);
#pragma warning restore CA5350
        }
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public void Token_does_not_stay_in_a_pool(SignatureVersion version)
    {
        using var signer = new RequestSigner(version, "cn-hangzhou");
        for (var length = 100; length < 5000; length += 100)
        {
            using var request = SampleOperations.GetRequest(Sample.Endpoint(), Sample.Query);
            signer.Sign(request, [], new LogServiceCredentials("id", "secret", new string('T', length)), Sample.Now);

            // The pool gives a thread first what that thread gave back last.
            for (var size = 16; size <= 8192; size *= 2)
            {
                var bytes = ArrayPool<byte>.Shared.Rent(size);
                Assert.DoesNotContain("TTTT", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
                ArrayPool<byte>.Shared.Return(bytes);
            }

            var fields = ArrayPool<NameValuePair>.Shared.Rent(8);
            Assert.All(fields, static field => Assert.True(field.Value.IsEmpty));
            ArrayPool<NameValuePair>.Shared.Return(fields);
        }
    }
}
