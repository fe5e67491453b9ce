using System.Net.Http.Headers;
using FsCheck;
using FsCheck.Fluent;
using ShipperClient.Internal.Signing;
using ShipperClient.Tests.Signing;

namespace ShipperClient.Tests.Hostile;

/// <summary>The signer against a naive second one, over names, queries, bodies, headers and keys that are generated.</summary>
public sealed class SignerPropertyTests
{
    private static readonly Gen<string> Name = Strings.Of("abcXYZ019-_", 1, 24);

    private static readonly Gen<string> Key = Strings.Of(Strings.VisibleAscii, 1, 64);

    private static readonly Gen<string> HeaderName =
        from prefix in Gen.Elements("x-log-", "X-Log-", "x-acs-", "X-ACS-", "x-other-", "x-logs-")
        from rest in Strings.Of("abZ09-_", 1, 12)
        select prefix + "app" + rest; // none of the service's own

    // Blanks around a value are trimmed, those within it are kept.
    private static readonly Gen<string> HeaderValue =
        from before in Gen.Elements("", " ", "\t", "  ")
        from value in Strings.Of(Strings.VisibleAscii + " ", 0, 32)
        from after in Gen.Elements("", " ", "\t ")
        select before + value + after;

    private static readonly Gen<Asked> Cases =
        from method in Gen.Elements("GET", "PUT", "POST", "DELETE")
        from host in Name
        from port in Gen.Elements("", ":8443", ":443", ":80")
        from segments in Gen.ListOf(Gen.OneOf(Name, Strings.Unicode.Select(static text => "s" + Uri.EscapeDataString(text)))).Resize(6)
        from query in Gen.ListOf(Gen.Zip(Gen.OneOf(Name, Strings.Unicode.Select(static text => "k" + Uri.EscapeDataString(text))), Gen.OneOf(Name, Strings.Unicode))).Resize(6)
        from body in Gen.OneOf(Gen.Constant((byte[]?)null), Gen.ArrayOf(Gen.Choose(0, 255).Select(static octet => (byte)octet)).Select(static bytes => (byte[]?)bytes))
        from contentType in Gen.Elements("application/json", "text/plain; charset=utf-8")
        from extra in Gen.ListOf(Gen.Zip(HeaderName, HeaderValue)).Resize(6)
        from id in Key
        from secret in Key
        from token in Gen.OneOf(Gen.Constant((string?)null), Key.Select(static text => (string?)text))
        from time in Times.Any
        from region in Strings.Of("abz09-", 1, 20)
        select new Asked(
            method,
            new Uri($"https://p{host.Trim('-', '_')}.example.com{port}/{string.Join('/', segments)}{Query(query)}"),
            body,
            contentType,
            extra.DistinctBy(static header => header.Item1, StringComparer.OrdinalIgnoreCase).ToDictionary(static header => header.Item1, static header => header.Item2, StringComparer.Ordinal),
            new LogServiceCredentials(id, secret, token),
            time,
            region);

    [Fact]
    public void Signature_v1_is_the_documented_one() => Property.Holds(Cases, static request =>
        Assert.Equal(NaiveSigner.HeadersV1(request.Naive, request.Credentials, request.Time), Signed(request, SignatureVersion.V1)), count: 500);

    [Fact]
    public void Signature_v4_is_the_documented_one() => Property.Holds(Cases, static request =>
        Assert.Equal(NaiveSigner.HeadersV4(request.Naive, request.Credentials, request.Time, request.Region), Signed(request, SignatureVersion.V4)), count: 500);

    private static SortedDictionary<string, string> Signed(Asked request, SignatureVersion version)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Address);
        foreach (var (name, value) in request.Extra)
        {
            Assert.True(message.Headers.TryAddWithoutValidation(name, value));
        }

        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(request.Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(request.ContentType) } };
        }

        new RequestSigner(version, request.Region).Sign(message, request.Body ?? [], request.Credentials, request.Time);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in message.Headers.NonValidated.Concat(message.Content?.Headers.NonValidated ?? default))
        {
            headers.Add(name.ToLowerInvariant(), values.ToString());
        }

        return headers;
    }

    private static string Query(IEnumerable<(string Key, string Value)> pairs)
    {
        var parts = pairs.DistinctBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}").ToList();
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private sealed record Asked(
        string Method, Uri Address, byte[]? Body, string ContentType, Dictionary<string, string> Extra, LogServiceCredentials Credentials, DateTimeOffset Time, string Region)
    {
        // The host as it is sent: with its port where that is not the usual one.
        internal NaiveSigner.Request Naive => new(
            Method, Address.Authority, Address.AbsolutePath, Address.Query.TrimStart('?'), Body is null ? null : ContentType, Body ?? [], Extra);
    }
}
