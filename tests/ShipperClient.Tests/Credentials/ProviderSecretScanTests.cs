using System.Globalization;
using System.Text;

namespace ShipperClient.Tests.Credentials;

/// <summary>Providers fetch credentials from valid responses, invalid ones and ones that quote the request, and reveal no secret.</summary>
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
    public async Task Providers_and_their_failures_reveal_no_secret()
    {
        using var eavesdropper = new Eavesdropper();
        var printed = new StringBuilder();
        var secrets = new HashSet<string>(StringComparer.Ordinal) { TestMachine.Secret, TestMachine.Token, OidcToken, MetadataToken };
        var fetched = 0;
        foreach (var status in new[] { 200, 400, 404, 503, 302 })
        {
            foreach (var reply in Replies.Append("good"))
            {
                using var machine = new TestMachine();
                await using var service = await HttpStub.StartAsync(request => Answer(machine, request, status, reply));
                foreach (var provider in Providers(machine, service, status == 200 ? reply : null))
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
        Assert.Contains("\nevent System.Net.Http", eavesdropper.Heard, StringComparison.Ordinal);
        var leaks = $"{eavesdropper.Heard}\n{printed}".Split('\n').Where(line => Eavesdropper.Find(secrets, line).Any());
        Assert.Empty(leaks);
    }

    [Theory]
    [InlineData("{0}\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n{0}\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{0}\r\n")]
    public async Task Credentials_that_are_not_in_a_response_of_HTTP_are_in_no_event_span_or_exception(string shape)
    {
        using var eavesdropper = new Eavesdropper();
        using var machine = new TestMachine();
        await using var server = new RawServer(shape.Replace("{0}", machine.Reply("id"), StringComparison.Ordinal));
        machine.Metadata = machine.Sts = server.Address;
        machine.Oidc();
        machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = server.Address.ToString();
        var printed = new StringBuilder();
        foreach (var provider in (ILogServiceCredentialsProvider[])[new CredentialsUriProvider(machine.Context), new EcsRamRoleCredentialsProvider(machine.Context), new OidcCredentialsProvider(machine.Context)])
        {
            printed.AppendLine(Eavesdropper.Print(await TestMachine.Fails(provider)));
        }

        var everything = eavesdropper.Heard + printed;
        Assert.Contains("responded with something that is not HTTP", everything, StringComparison.Ordinal);
        Assert.Contains("\nevent System.Net.Http RequestSt", eavesdropper.Heard, StringComparison.Ordinal); // .NET's own events are in it
        Assert.DoesNotContain($"span System.Net.Http GET {server.Address}", eavesdropper.Heard, StringComparison.Ordinal);
        Assert.Empty(Eavesdropper.Find([TestMachine.Secret, TestMachine.Token], everything));
    }

    [Fact]
    public async Task The_STS_and_the_metadata_service_show_nothing_of_what_they_were_sent_in_any_field_and_no_more_than_64_characters_of_a_code()
    {
        using var machine = new TestMachine();
        var escaped = string.Concat(OidcToken.Select(static c => string.Create(CultureInfo.InvariantCulture, $"&#{(int)c};")));
        await using var service = await HttpStub.StartAsync(request => request.Path == "/latest/api/token" ? (200, MetadataToken)
            : request.Path.EndsWith("/security-credentials/", StringComparison.Ordinal) ? (200, "the-role")
            : request.Body.Length > 0 ? (400, $$"""{"Code":"{{OidcToken}} \u001b\u202E{{new string('c', 20_000)}}","Message":"{{escaped}}","RequestId":"{{OidcToken}} {{new string('r', 20_000)}}"}""")
            : (200, $$"""{"Code":"{{MetadataToken}} \u001b{{new string('c', 20_000)}}"}"""));
        machine.Metadata = machine.Sts = service.Address;
        machine.Oidc(OidcToken);

        var sts = await TestMachine.Fails(new OidcCredentialsProvider(machine.Context), escaped, OidcToken[..8]);
        var metadata = await TestMachine.Fails(new EcsRamRoleCredentialsProvider(machine.Context), MetadataToken, MetadataToken[..8]);

        Assert.All([sts, metadata], static error =>
        {
            Assert.InRange(error.ErrorCode!.Length, 4, 66);
            Assert.StartsWith("***", error.ErrorCode, StringComparison.Ordinal);
            Assert.InRange(error.Message.Length, 50, 1_000);
            Assert.DoesNotContain(error.Message + error.ErrorCode + error.RequestId, static c => char.IsControl(c) || c == '\u202E');
        });
        Assert.InRange(sts.RequestId!.Length, 4, 66);
    }

    // With status 302, the body is the redirect address.
    private static (int Status, string Body) Answer(TestMachine machine, StubRequest request, int status, string reply)
    {
        var isSts = request.Body.Contains("Action=", StringComparison.Ordinal);
        return request.Path == "/latest/api/token" && status == 200 ? (200, MetadataToken)
            : request.Path.EndsWith("/security-credentials/", StringComparison.Ordinal) && status == 200 ? (200, "the-role")
            : reply == "good" ? (status, status == 302 ? "http://127.0.0.1:9/" + TestMachine.Token : isSts ? machine.StsReply("id") : machine.Reply("id"))
            : status == 302 ? (status, "http://127.0.0.1:9/" + TestMachine.Secret)
            : (status, string.Format(
                CultureInfo.InvariantCulture,
                reply,
                isSts ? string.Join(' ', request.Form.GetValueOrDefault("OIDCToken"), request.Form.GetValueOrDefault("SecurityToken"), request.Form.GetValueOrDefault("Signature")) : "",
                $"{TestMachine.Secret} {TestMachine.Token}"));
    }

    private static IEnumerable<ILogServiceCredentialsProvider> Providers(TestMachine machine, HttpStub service, string? output)
    {
        (machine.Metadata, machine.Sts) = (service.Address, service.Address);
        machine.Oidc();
        machine.Cli($$"""{"name":"default","mode":"RamRoleArn","access_key_id":"id","access_key_secret":"{{TestMachine.Secret}}","sts_token":"{{TestMachine.Token}}","ram_role_arn":"acs:ram::1:role/r"}""");
        machine.Ini($"[default]\ntype=access_key\naccess_key_id=id\naccess_key_secret={TestMachine.Secret}");
        machine.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = $"{service.Address}?key={TestMachine.Token}";
        yield return new OidcCredentialsProvider(machine.Context);
        yield return new EcsRamRoleCredentialsProvider(machine.Context);
        yield return new CredentialsUriProvider(machine.Context);
        yield return new AssumeRoleCredentialsProvider(
            "acs:ram::1:role/r", new StaticCredentialsProvider("id", TestMachine.Secret, TestMachine.Token), stsEndpoint: service.Address, timeProvider: machine.Clock);
        yield return new CliProfileCredentialsProvider(machine.Context);
        yield return new IniProfileCredentialsProvider(machine.Context);
        yield return new DefaultCredentialsProvider(machine.Context);
        yield return new RotatingCredentialsProvider(static _ => new(new LogServiceCredentials("id", TestMachine.Secret, TestMachine.Token)));
        yield return new StaticCredentialsProvider("id", TestMachine.Secret, TestMachine.Token);
        foreach (var broken in new[] { $"{{\"current\":\"default\",\"profiles\":[{{\"name\":\"default\",\"mode\":\"AK\",\"access_key_id\":\"id\",\"access_key_secret\":n{TestMachine.Secret}", $"n{TestMachine.Secret}" })
        {
            machine.File(".aliyun/config.json", broken);
            yield return new CliProfileCredentialsProvider(machine.Context);
        }

        // A program has no status.
        foreach (var profile in output is null ? [] : Profiles(machine, output))
        {
            machine.Cli(profile);
            yield return new CliProfileCredentialsProvider(machine.Context);
        }

        foreach (var variable in (string[])["ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"])
        {
            machine.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "id";
            machine.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = TestMachine.Secret;
            machine.Variables[variable] = $"'{TestMachine.Secret}'";
            yield return new DefaultCredentialsProvider(machine.Context);
        }

        foreach (var broken in new[]
        {
            $"[default]\n{TestMachine.Secret}", $"{TestMachine.Secret}", $"[default]\naccess_key_secret={TestMachine.Secret} \u0007x\naccess_key_id=a",
            $"[default]\nenable=false\ntype=sts\nsecurity_token={TestMachine.Secret}", $"[default]\ntype=rsa_key_pair\nprivate_key={TestMachine.Secret}",
        })
        {
            machine.Ini(broken);
            yield return new IniProfileCredentialsProvider(machine.Context);
        }
    }

    // The other modes of the CLI. A program prints what the services respond with, on both of its streams.
    private static IEnumerable<string> Profiles(TestMachine machine, string reply)
    {
        const string Key = $"\"access_key_id\":\"id\",\"access_key_secret\":\"{TestMachine.Secret}\",\"sts_token\":\"{TestMachine.Token}\"";
        var output = reply == "good"
            ? $"{{{Key}}}"
            : string.Format(CultureInfo.InvariantCulture, reply, TestMachine.Secret, TestMachine.Token)
                .Replace("AccessKeyId", "access_key_id", StringComparison.Ordinal).Replace("AccessKeySecret", "access_key_secret", StringComparison.Ordinal).Replace("Expiration", "expiration", StringComparison.Ordinal);
        var program = machine.File("program", $"cat <<'EOF'\n{output}\nEOF\necho '{TestMachine.Secret}' >&2\nexit $2\n");
        foreach (var exitCode in (string[])["0", "1"])
        {
            yield return $$"""{"name":"default","mode":"External","process_command":"/bin/sh {{program}} {{TestMachine.Token}} {{exitCode}}"}""";
        }

        yield return $$"""{"name":"default","mode":"External","process_command":"/no/such/program {{TestMachine.Secret}}"}""";
        yield return $$"""{"name":"default","mode":"External","process_command":"'{{TestMachine.Secret}}"}""";
        yield return $$"""{"name":"default","mode":"ChainableRamRoleArn","source_profile":"source","ram_role_arn":"r"},{"name":"source","mode":"StsToken",{{Key}}}""";
        yield return $$"""{"name":"default","mode":"CloudSSO",{{Key}},"access_token":"{{TestMachine.Token}}"}""";
        yield return $$"""{"name":"default","mode":"OAuth",{{Key}},"sts_expiration":1}""";
        yield return $$"""{"name":"default","mode":"StsToken",{{Key}},"sts_expiration":"{{TestMachine.Secret}}"}""";
        yield return $$"""{"name":"default","mode":"RsaKeyPair",{{Key}},"private_key":"{{TestMachine.Secret}}"}""";
        yield return $$"""{"name":"default","mode":"AK","access_key_id":"id","access_key_secret":"'{{TestMachine.Secret}}'"}""";
        yield return $$"""{"name":"default","mode":"RamRoleArn",{{Key}},"ram_role_arn":"r","expired_seconds":"{{TestMachine.Secret}}"}""";
    }
}
