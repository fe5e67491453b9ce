using ShipperClient.Internal.Credentials;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Credentials;

/// <summary>A machine as the providers see it: its environment, home folder, clock and services, which are on loopback or do not exist.</summary>
internal sealed class TestMachine : IDisposable
{
    public const string Secret = "the-s3cret-value";
    public const string Token = "the-t0ken-value";

    public string Home { get; } = Directory.CreateTempSubdirectory("shipper-credentials-").FullName;

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public ManualTimeProvider Clock { get; } = new();

    /// <summary>Gets or sets the address of the metadata service; by default the discard port of this machine, on which nothing listens.</summary>
    public Uri Metadata { get; set; } = new("http://127.0.0.1:9/");

    public Uri? Sts { get; set; } = new("http://127.0.0.1:9/");

    public CredentialsContext Context => new(Variables.GetValueOrDefault, Home, Clock) { MetadataAddress = Metadata, StsAddress = Sts };

    /// <summary>A response as the metadata service and a credentials URI send it.</summary>
    public string Reply(string id, TimeSpan? life = null) =>
        $$"""{"Code":"Success","AccessKeyId":"{{id}}","AccessKeySecret":"{{Secret}}","SecurityToken":"{{Token}}","Expiration":"{{(Clock.GetUtcNow() + (life ?? TimeSpan.FromHours(6))).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}"}""";

    /// <summary>A response as the STS sends it.</summary>
    public string StsReply(string id) => $$"""{"RequestId":"r-1","Credentials":{{Reply(id).Replace("\"Code\":\"Success\",", "", StringComparison.Ordinal)}}}""";

    public string File(string name, string content)
    {
        var path = Path.Combine(Home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public void Cli(string profiles, string current = "default") => File(".aliyun/config.json", $$"""{"current":"{{current}}","profiles":[{{profiles}}]}""");

    public void Ini(string content) => File(".alibabacloud/credentials.ini", content);

    public void Oidc(string token = "the-oidc-token\n")
    {
        Variables["ALIBABA_CLOUD_ROLE_ARN"] = "acs:ram::1:role/r";
        Variables["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"] = "acs:ram::1:oidc-provider/p";
        Variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] = File("token", token);
    }

    public static async Task<string> IdOf(ILogServiceCredentialsProvider provider) => (await provider.GetCredentialsAsync(TestContext.Current.CancellationToken)).AccessKeyId;

    /// <summary>Gets the failure of a provider and checks that no part of it contains a secret.</summary>
    public static async Task<LogServiceAuthenticationException> Fails(ILogServiceCredentialsProvider provider, params string[] secrets)
    {
        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(async () => await provider.GetCredentialsAsync(TestContext.Current.CancellationToken));
        Assert.All([Secret, Token, "the-oidc-token", .. secrets], secret => Assert.DoesNotContain(secret, exception.ToString(), StringComparison.Ordinal));
        return exception;
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
