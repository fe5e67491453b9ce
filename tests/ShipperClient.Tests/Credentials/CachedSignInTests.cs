using System.Globalization;

namespace ShipperClient.Tests.Credentials;

/// <summary>Temporary keys that the CLI keeps in its file: STS tokens, and the cached results of a sign-in (CloudSSO, OAuth).</summary>
public sealed class CachedSignInTests : IDisposable
{
    private const string Key = "\"access_key_id\":\"theId\",\"access_key_secret\":\"" + TestMachine.Secret + "\",\"sts_token\":\"" + TestMachine.Token + "\"";

    private readonly TestMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("StsToken")]
    [InlineData("CloudSSO")]
    [InlineData("OAuth")]
    public async Task A_temporary_key_expires_when_the_file_says(string mode)
    {
        Write(mode, _machine.Clock.GetUtcNow().AddHours(1));

        var credentials = await Provider().GetCredentialsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ("theId", TestMachine.Secret, TestMachine.Token, _machine.Clock.GetUtcNow().AddHours(1)),
            (credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken, credentials.ExpiresAt!.Value));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"\"")]
    public async Task An_STS_token_without_an_expiration_is_used_until_the_service_rejects_it(string expiration)
    {
        _machine.Cli($$"""{"name":"default","mode":"StsToken","sts_expiration":{{expiration}},{{Key}}}""");

        Assert.Null((await Provider().GetCredentialsAsync(TestContext.Current.CancellationToken)).ExpiresAt);
    }

    [Theory]
    [InlineData("StsToken", "Renew them with the Alibaba Cloud CLI (aliyun configure --profile default).")]
    [InlineData("CloudSSO", "Sign in again with the Alibaba Cloud CLI (aliyun configure --profile default).")]
    [InlineData("OAuth", "Sign in again with the Alibaba Cloud CLI (aliyun configure --profile default).")]
    public async Task An_expired_key_is_an_error_that_names_the_file_and_the_file_is_read_again(string mode, string advice)
    {
        var provider = Provider();
        Write(mode, _machine.Clock.GetUtcNow().AddHours(-1));

        var exception = await TestMachine.Fails(provider);

        Assert.EndsWith($"The credentials of the profile \"default\" in {Path.Combine(_machine.Home, ".aliyun", "config.json")} expired at 2026-01-15 11:00:00Z. {advice}", exception.Message, StringComparison.Ordinal);
        Write(mode, _machine.Clock.GetUtcNow().AddHours(1));
        _machine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("theId", await TestMachine.IdOf(provider));
    }

    [Theory]
    [InlineData("CloudSSO")]
    [InlineData("OAuth")]
    public async Task A_sign_in_without_a_cached_key_is_an_error_that_says_how_to_sign_in(string mode)
    {
        _machine.Cli($$"""{"name":"default","mode":"{{mode}}","cloud_sso_sign_in_url":"https://signin.example"}""");

        Assert.EndsWith("has no cached credentials. Sign in with the Alibaba Cloud CLI (aliyun configure --profile default).", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"tomorrow\"")]
    [InlineData("1e40")]
    [InlineData("99999999999999999")]
    public async Task An_expiration_that_is_not_a_time_is_an_error(string expiration)
    {
        _machine.Cli($$"""{"name":"default","mode":"StsToken","sts_expiration":{{expiration}},{{Key}}}""");

        Assert.EndsWith("config.json has an sts_expiration that is not a time in Unix seconds.", (await TestMachine.Fails(Provider())).Message, StringComparison.Ordinal);
    }

    private CliProfileCredentialsProvider Provider() => new(_machine.Context);

    private void Write(string mode, DateTimeOffset expiration) =>
        _machine.Cli($$"""{"name":"default","mode":"{{mode}}","sts_expiration":{{expiration.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}},{{Key}}}""");
}
