using System.Globalization;
using System.Text;

namespace ShipperClient.Tests.Credentials;

/// <summary>The same for those who fetch credentials: from good replies, from bad ones, and from ones that quote what they were sent.</summary>
[Collection(nameof(Alone))]
public sealed class ProviderSecretScanTests
{
    private const string MetadataToken = "the-metadata-token";
    private const string OidcToken = "the-oidc-token";

    // {0}: what came in the request to the STS, which likes to quote; {1}: what was to be fetched.
    private static readonly string[] Replies =
    [
        "{{\"Code\":\"{0}\",\"Message\":\"refused {0}\",\"RequestId\":\"{0}\"}}", "<pre>{0}</pre>",
        "{{\"Code\":\"Success\",\"AccessKeyId\":\"id\",\"AccessKeySecret\":\"{1} \",\"SecurityToken\":\"t\"}}",
        "{{\"Code\":\"Success\",\"AccessKeyId\":\"{1} \",\"AccessKeySecret\":\"s\"}}", "{{\"Code\":\"Success\",\"AccessKeyId\":\"i\",\"AccessKeySecret\":\"{1}\",\"Expiration\":\"{1}\"}}",
        "{{\"AccessKeySecret\":\"{1}\"", "n{1}", "{1}", "[\"{1}\"]", "{{\"{1}\":1}}", "",
        "{{\"Credentials\":{{\"AccessKeyId\":\"i\",\"AccessKeySecret\":\"{1}\",\"Expiration\":\"{1}\"}}}}", "{{\"Credentials\":\"{1}\"}}",
    ];

    [Fact]
    public async Task Providers_and_their_failures_tell_no_secret()
    {
        using var eavesdropper = new Eavesdropper();
        var printed = new StringBuilder();
        var secrets = new HashSet<string>(StringComparer.Ordinal) { Place.Secret, Place.Token, OidcToken, MetadataToken };
        var fetched = 0;
        foreach (var status in new[] { 200, 400, 404, 503, 302 })
        {
            foreach (var reply in Replies.Append("good"))
            {
                using var place = new Place();
                await using var service = await HttpStub.StartAsync(request => Answer(place, request, status, reply));
                foreach (var provider in Providers(place, service))
                {
                    try
                    {
                        printed.AppendJoin(' ', await provider.GetCredentialsAsync(CancellationToken.None), provider);
                        fetched++;
                    }
                    catch (LogServiceAuthenticationException exception)
                    {
                        printed.AppendLine(Eavesdropper.Print(exception));
                    }
                }

                secrets.UnionWith(service.Requests.Where(static request => request.Body.Contains("&Signature=", StringComparison.Ordinal)).Select(static request => request.Form["Signature"]));
            }
        }

        Assert.True(fetched > 10, $"Only {fetched} providers gave anything.");
        Assert.True(secrets.Count > 4, "Nothing was signed for the STS.");
        Assert.Contains("\nspan System.Net.Http", eavesdropper.Heard, StringComparison.Ordinal);
        Assert.Contains("\nevent System.Net.Http", eavesdropper.Heard, StringComparison.Ordinal);
        var told = $"{eavesdropper.Heard}\n{printed}".Split('\n').Where(line => Eavesdropper.Find(secrets, line).Any());
        Assert.Empty(told);
    }

    // As a 302, the body is where to go.
    private static (int Status, string Body) Answer(Place place, StubRequest request, int status, string reply)
    {
        var isSts = request.Body.Contains("Action=", StringComparison.Ordinal);
        return request.Path == "/latest/api/token" && status == 200 ? (200, MetadataToken)
            : request.Path.EndsWith("/security-credentials/", StringComparison.Ordinal) && status == 200 ? (200, "the-role")
            : reply == "good" ? (status, status == 302 ? "http://127.0.0.1:9/" + Place.Token : isSts ? place.StsReply("id") : place.Reply("id"))
            : status == 302 ? (status, "http://127.0.0.1:9/" + Place.Secret)
            : (status, string.Format(
                CultureInfo.InvariantCulture,
                reply,
                isSts ? string.Join(' ', request.Form.GetValueOrDefault("OIDCToken"), request.Form.GetValueOrDefault("SecurityToken"), request.Form.GetValueOrDefault("Signature")) : "",
                $"{Place.Secret} {Place.Token}"));
    }

    private static IEnumerable<ILogServiceCredentialsProvider> Providers(Place place, HttpStub service)
    {
        (place.Metadata, place.Sts) = (service.Address, service.Address);
        place.Oidc();
        place.Cli($$"""{"name":"default","mode":"RamRoleArn","access_key_id":"id","access_key_secret":"{{Place.Secret}}","sts_token":"{{Place.Token}}","ram_role_arn":"acs:ram::1:role/r"}""");
        place.Ini($"[default]\ntype=access_key\naccess_key_id=id\naccess_key_secret={Place.Secret}");
        place.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = $"{service.Address}?key={Place.Token}";
        yield return new OidcCredentialsProvider(place.Surroundings);
        yield return new EcsRamRoleCredentialsProvider(place.Surroundings);
        yield return new CredentialsUriProvider(place.Surroundings);
        yield return new CliProfileCredentialsProvider(place.Surroundings);
        yield return new IniProfileCredentialsProvider(place.Surroundings);
        yield return new DefaultCredentialsProvider(place.Surroundings);
        yield return new RotatingCredentialsProvider(static _ => new(new LogServiceCredentials("id", Place.Secret, Place.Token)));
        yield return new StaticCredentialsProvider("id", Place.Secret, Place.Token);
        foreach (var broken in new[] { $"{{\"current\":\"default\",\"profiles\":[{{\"name\":\"default\",\"mode\":\"AK\",\"access_key_id\":\"id\",\"access_key_secret\":n{Place.Secret}", $"n{Place.Secret}" })
        {
            place.File(".aliyun/config.json", broken);
            yield return new CliProfileCredentialsProvider(place.Surroundings);
        }

        foreach (var broken in new[] { $"[default]\n{Place.Secret}", $"{Place.Secret}", $"[default]\naccess_key_secret={Place.Secret} \u0007x\naccess_key_id=a" })
        {
            place.Ini(broken);
            yield return new IniProfileCredentialsProvider(place.Surroundings);
        }
    }
}
