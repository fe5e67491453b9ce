using System.Text;
using ShipperClient.Internal.Signing;

namespace ShipperClient.Tests.Signing;

/// <summary>What the signer leaves on a request, however often and whatever with it is called.</summary>
public sealed class RequestSignerTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 7, 8, 9, TimeSpan.Zero);
    private static readonly LogServiceCredentials LastingKey = new("keyId", "keySecret");

    [Theory]
    [MemberData(nameof(CultureScope.All), MemberType = typeof(CultureScope))]
    public void Date_that_is_signed_is_sent(string culture)
    {
        using var scope = new CultureScope(culture);
        using var request = Get();

        Sign(request, LastingKey, Now.ToOffset(TimeSpan.FromHours(8)));

        Assert.Equal("Mon, 05 Jan 2026 07:08:09 GMT", Header(request, "Date"));
        Assert.Contains("\nMon, 05 Jan 2026 07:08:09 GMT\n", SignerOutput.StringToSignV1(CanonicalRequest.From(request)), StringComparison.Ordinal);
    }

    [Fact]
    public void Date_is_that_of_the_second_of_each_request()
    {
        using var signer = new RequestSigner(SignatureVersion.V1, region: null);
        TimeSpan[] times = [TimeSpan.Zero, TimeSpan.FromMilliseconds(999), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(-1)];

        Assert.Equal(
            ["07:08:09", "07:08:09", "07:08:10", "07:08:08"],
            times.Select(time =>
            {
                using var request = Get();
                signer.Sign(request, [], LastingKey, Now + time);
                return Header(request, "Date")[17..25];
            }).ToList());
    }

    [Theory]
    [MemberData(nameof(CultureScope.All), MemberType = typeof(CultureScope))]
    public void Date_of_a_v4_request_is_in_utc_whatever_the_offset(string culture)
    {
        using var scope = new CultureScope(culture);
        using var request = Get();

        Sign(request, LastingKey, new DateTimeOffset(2026, 1, 1, 3, 4, 5, TimeSpan.FromHours(8)), SignatureVersion.V4);

        Assert.Equal("20251231T190405Z", Header(request, "x-log-date"));
        Assert.Contains("Credential=keyId/20251231/cn-hangzhou/sls/aliyun_v4_request,", Header(request, "Authorization"), StringComparison.Ordinal);
        Assert.False(request.Headers.NonValidated.Contains("x-log-signaturemethod"));
        Assert.False(request.Headers.NonValidated.Contains("Date"));
    }

    [Fact]
    public void Md5_of_a_body_is_upper_case_hex_with_its_leading_zero()
    {
        using var request = SampleOperations.RetryRequest(Sample.Endpoint(), Sample.Shipper, ["task-524"]);

        new RequestSigner(SignatureVersion.V1, region: null).Sign(request, "[\"task-524\"]"u8, LastingKey, Now);

        Assert.Equal("0081C831527F8A94C76727AF39F6488E", request.Content!.Headers.NonValidated["Content-MD5"].ToString());
        Assert.Equal("12", Header(request, "x-log-bodyrawsize"));
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public void Signing_twice_leaves_one_of_each_header_and_the_second_date(SignatureVersion version)
    {
        using var twice = SampleOperations.RetryRequest(Sample.Endpoint(), Sample.Shipper, ["a"]);
        using var once = SampleOperations.RetryRequest(Sample.Endpoint(), Sample.Shipper, ["a"]);
        var signer = new RequestSigner(version, "cn-hangzhou");
        var second = new LogServiceCredentials("other", "otherSecret", "otherToken");

        signer.Sign(twice, "[\"a\"]"u8, new LogServiceCredentials("keyId", "keySecret", "token"), Now);
        signer.Sign(twice, "[\"a\"]"u8, second, Now.AddHours(1));
        signer.Sign(once, "[\"a\"]"u8, second, Now.AddHours(1));

        Assert.Equal(AllHeaders(once), AllHeaders(twice));
        Assert.Contains("otherToken", Header(twice, "x-acs-security-token"), StringComparison.Ordinal);
    }

    [Fact]
    public void Token_of_an_earlier_attempt_is_removed_if_the_next_key_has_none()
    {
        using var request = Get();

        Sign(request, new LogServiceCredentials("keyId", "keySecret", "token"), Now);
        Sign(request, LastingKey, Now);

        Assert.False(request.Headers.NonValidated.Contains("x-acs-security-token"));
    }

    [Fact]
    public void Moving_from_v4_to_v1_leaves_nothing_of_v4()
    {
        using var request = Get();
        using var fresh = Get();

        Sign(request, LastingKey, Now, SignatureVersion.V4);
        Sign(request, LastingKey, Now);
        Sign(fresh, LastingKey, Now);

        Assert.Equal(AllHeaders(fresh), AllHeaders(request));
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public void Signature_covers_service_headers_of_the_application_and_nothing_else(SignatureVersion version)
    {
        var plain = Authorization(version, static _ => { });

        Assert.Equal(plain, Authorization(version, static request => request.Headers.Add("x-trace", "1")));
        Assert.Equal(plain, Authorization(version, static request => request.Headers.Add("Accept", "*/*")));
        Assert.Equal(plain, Authorization(version, static request => request.Headers.Add("x-logger", "1")));
        Assert.NotEqual(plain, Authorization(version, static request => request.Headers.Add("x-log-extra", "1")), StringComparer.Ordinal);
        Assert.NotEqual(plain, Authorization(version, static request => request.Headers.Add("X-Acs-Extra", "1")), StringComparer.Ordinal);
        Assert.Equal(
            Authorization(version, static request => request.Headers.Add("x-log-extra", "1")),
            Authorization(version, static request => request.Headers.TryAddWithoutValidation("X-LOG-Extra", " \t1  ")));
    }

    [Fact]
    public void Host_header_takes_precedence_over_the_host_of_the_address()
    {
        using var byHeader = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:8080/logstores/a") { Headers = { Host = "p.127.0.0.1:8080" } };
        using var byAddress = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:8080/logstores/a");

        Assert.Equal("p.127.0.0.1:8080", CanonicalRequest.From(byHeader).Host);
        Assert.Equal("127.0.0.1:8080", CanonicalRequest.From(byAddress).Host);
    }

    [Theory]
    [InlineData("https://p.example.com:443/", "p.example.com")]
    [InlineData("http://p.example.com:80/", "p.example.com")]
    [InlineData("https://p.example.com:8443/", "p.example.com:8443")]
    public void Port_is_signed_as_it_is_sent_only_if_it_is_not_the_default(string uri, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);

        Assert.Equal(host, CanonicalRequest.From(request).Host);
    }

    [Fact]
    public void Query_of_an_address_is_decoded()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://p.example.com/a?b=%E7%8A%B6%E6%80%81%20a%26b+c&&empty=&none&c==&a=1");

        Assert.Equal("a=1, b=状态 a&b+c, c==, empty=, none=", string.Join(", ", CanonicalRequest.From(request).Query.ToArray()));
    }

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public void Token_of_20_KB_is_signed_whole(SignatureVersion version)
    {
        var token = string.Concat(Enumerable.Repeat("0123456789abcdef", 1280));
        using var request = Get();

        Sign(request, new LogServiceCredentials("keyId", "keySecret", token), Now, version);

        var signable = CanonicalRequest.From(request);
        var signed = version == SignatureVersion.V1 ? SignerOutput.StringToSignV1(signable) : SignerOutput.CanonicalRequest(signable);
        Assert.Contains($"\nx-acs-security-token:{token}\nx-log-", signed, StringComparison.Ordinal);
        Assert.Equal(NaiveSigner.Authorization(signed, version, "keyId", "keySecret", "20260105T070809Z"), Header(request, "Authorization"));
    }

    [Fact]
    public void Key_of_v4_is_derived_anew_for_another_secret_day_or_region()
    {
        using var hangzhou = new RequestSigner(SignatureVersion.V4, "cn-hangzhou");
        (string Secret, DateTimeOffset Now)[] calls = [("a", Now), ("a", Now.AddHours(1)), ("b", Now), ("b", Now.AddDays(1)), ("a", Now)];
        foreach (var (secret, now) in calls)
        {
            using var request = Get();
            using var other = Get();
            var credentials = new LogServiceCredentials("keyId", secret);

            hangzhou.Sign(request, [], credentials, now);
            Sign(other, credentials, now, SignatureVersion.V4); // with a signer that has no key yet

            Assert.Equal(Header(other, "Authorization"), Header(request, "Authorization"));
        }
    }

    [Fact]
    public void Scope_of_a_key_does_not_show_the_secret() => Assert.DoesNotContain("secret", new SignatureV4.KeyScope("secret", 20260105, "cn-hangzhou").ToString(), StringComparison.Ordinal);

    private static HttpRequestMessage Get() => SampleOperations.GetRequest(Sample.Endpoint(), Sample.Query);

    private static void Sign(HttpRequestMessage request, LogServiceCredentials credentials, DateTimeOffset now, SignatureVersion version = SignatureVersion.V1) =>
        new RequestSigner(version, "cn-hangzhou").Sign(request, [], credentials, now);

    private static string Authorization(SignatureVersion version, Action<HttpRequestMessage> change)
    {
        using var request = Get();
        change(request);
        Sign(request, LastingKey, Now, version);
        return Header(request, "Authorization");
    }

    private static string Header(HttpRequestMessage request, string name) => request.Headers.NonValidated[name].ToString();

    private static string AllHeaders(HttpRequestMessage request)
    {
        var text = new StringBuilder();
        foreach (var (name, values) in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default).OrderBy(static header => header.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(": ").AppendJoin(" | ", values.AsEnumerable()).Append('\n');
        }

        return text.ToString();
    }
}
