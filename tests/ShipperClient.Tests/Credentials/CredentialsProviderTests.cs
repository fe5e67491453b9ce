namespace ShipperClient.Tests.Credentials;

public sealed class CredentialsProviderTests
{
    private const string Id = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    private const string Secret = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
    private const string Token = "ALIBABA_CLOUD_SECURITY_TOKEN";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("theToken", "theToken")]
    public async Task The_environment_has_the_key_and_perhaps_a_token(string? token, string? expected)
    {
        var provider = FromEnvironment(("theId", "theSecret", token));

        var credentials = await provider.GetCredentialsAsync(Cancellation);

        Assert.Equal(("theId", "theSecret", expected), (credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken));
    }

    [Theory]
    [InlineData(null, "theSecret", Id)]
    [InlineData("", "theSecret", Id)]
    [InlineData(" ", null, Id)]
    [InlineData("theId", null, Secret)]
    [InlineData("theId", " ", Secret)]
    public async Task A_variable_that_is_not_set_is_named(string? id, string? secret, string variable)
    {
        var provider = FromEnvironment((id, secret, null));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(async () => await provider.GetCredentialsAsync(Cancellation));

        Assert.Equal(
            $"No credentials in the environment: {variable} is not set. Set {Id} and {Secret} (and {Token} for a temporary key), "
            + "or give the client another provider (LogServiceClientOptions.Credentials).",
            exception.Message);
        Assert.False(exception.IsTransient);
    }

    [Theory]
    [InlineData("theId\n", "theSecret", null, "accessKeyId")]
    [InlineData("theId", "theSecret\r", null, "accessKeySecret")]
    [InlineData("theId", "theSecret", "the token", "securityToken")]
    public async Task A_value_that_cannot_be_sent_is_named_without_being_shown(string id, string secret, string? token, string parameter)
    {
        var provider = FromEnvironment((id, secret, token));

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(async () => await provider.GetCredentialsAsync(Cancellation));

        Assert.StartsWith($"The credentials in the environment ({Id}, {Secret}, {Token}) cannot be used: ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(parameter, Assert.IsType<ArgumentException>(exception.InnerException).ParamName);
        Assert.DoesNotContain("theSecret", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("the token", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_is_read_for_every_call()
    {
        var secret = "first";
        var provider = new EnvironmentCredentialsProvider(name => name == Token ? null : secret);

        Assert.Equal("first", (await provider.GetCredentialsAsync(Cancellation)).AccessKeySecret);
        secret = "second";
        Assert.Equal("second", (await provider.GetCredentialsAsync(Cancellation)).AccessKeySecret);
    }

    [Fact]
    public async Task A_canceled_call_does_not_read_the_environment()
    {
        var provider = new EnvironmentCredentialsProvider(static _ => throw new InvalidOperationException("read"));

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await provider.GetCredentialsAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_static_provider_always_has_the_same_key()
    {
        var provider = new StaticCredentialsProvider("theId", "theSecret", "theToken");

        var credentials = await provider.GetCredentialsAsync(Cancellation);
        ((ILogServiceCredentialsProvider)provider).Invalidate(credentials);

        Assert.Equal(("theId", "theSecret", "theToken"), (credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken));
        Assert.Same(credentials, await provider.GetCredentialsAsync(Cancellation));
    }

    [Theory]
    [InlineData("", "secret", null)]
    [InlineData("id", " ", null)]
    [InlineData("id", "secret", "a b")]
    public void A_static_provider_refuses_values_that_cannot_be_a_key(string id, string secret, string? token) =>
        Assert.Throws<ArgumentException>(() => new StaticCredentialsProvider(id, secret, token));

    private static EnvironmentCredentialsProvider FromEnvironment((string? Id, string? Secret, string? Token) values) => new(name => name switch
    {
        Id => values.Id,
        Secret => values.Secret,
        Token => values.Token,
        _ => throw new InvalidOperationException($"{name} is none of the variables."),
    });
}
