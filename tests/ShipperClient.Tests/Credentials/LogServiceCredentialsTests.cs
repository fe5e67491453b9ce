using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace ShipperClient.Tests.Credentials;

/// <summary>What an access key accepts, and that its secrets appear nowhere.</summary>
public sealed class LogServiceCredentialsTests
{
    private const string Id = "LTAI5tAbCdEfGhIjKlMn";
    private const string Secret = "the-s3cret-value";
    private const string Token = "the-t0ken-value";

    private static readonly LogServiceCredentials Temporary = new(Id, Secret, Token, DateTimeOffset.UnixEpoch);

    [Fact]
    public void Credentials_keep_their_values()
    {
        Assert.Equal((Id, Secret, Token, (DateTimeOffset?)DateTimeOffset.UnixEpoch), (Temporary.AccessKeyId, Temporary.AccessKeySecret, Temporary.SecurityToken, Temporary.ExpiresAt));

        var lasting = new LogServiceCredentials(Id, Secret, securityToken: "");
        Assert.Null(lasting.SecurityToken);
        Assert.Null(lasting.ExpiresAt);
    }

    [Theory]
    [InlineData(Id, null, "LTAI***")]
    [InlineData(Id, Token, "LTAI*** (temporary)")]
    [InlineData("123456789", null, "1234***")]
    [InlineData("12345678", null, "***")]
    [InlineData("a", Token, "*** (temporary)")]
    public void ToString_returns_the_first_characters_of_a_long_id_and_nothing_else(string id, string? token, string shown)
    {
        var credentials = new LogServiceCredentials(id, Secret, token);

        Assert.Equal(shown, credentials.ToString());
        Assert.Equal(shown, $"{credentials}");
    }

    [Fact]
    public void A_debugger_shows_no_secret()
    {
        Assert.Equal("{ToString(),nq}", typeof(LogServiceCredentials).GetCustomAttribute<DebuggerDisplayAttribute>()?.Value);
        foreach (var property in typeof(LogServiceCredentials).GetProperties())
        {
            if (property.GetValue(Temporary) is Secret or Token)
            {
                Assert.Equal(DebuggerBrowsableState.Never, property.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State);
            }
        }
    }

    [Fact]
    public void Json_has_no_secret()
    {
        var json = JsonSerializer.Serialize(Temporary);

        Assert.Contains(Id, json, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, json, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, typeof(ArgumentNullException))]
    [InlineData("", typeof(ArgumentException))]
    [InlineData(" ", typeof(ArgumentException))]
    [InlineData("s3cret\n", typeof(ArgumentException))]
    [InlineData("s3 cret", typeof(ArgumentException))]
    [InlineData("\ufeffs3cret", typeof(ArgumentException))]
    [InlineData("s3cr\u0000et", typeof(ArgumentException))]
    [InlineData("s3cr\u007fet", typeof(ArgumentException))]
    [InlineData("s3crét", typeof(ArgumentException))]
    public void A_value_that_cannot_be_a_key_is_refused_without_being_shown(string? value, Type type)
    {
        var id = Record.Exception(() => new LogServiceCredentials(value!, Secret));
        var secret = Record.Exception(() => new LogServiceCredentials(Id, value!));

        Assert.IsType(type, id);
        Assert.IsType(type, secret);
        Assert.Equal("accessKeyId", ((ArgumentException)id).ParamName);
        Assert.Equal("accessKeySecret", ((ArgumentException)secret).ParamName);
        Assert.DoesNotContain("s3cr", id.Message + secret.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ", 0)]
    [InlineData("t0ken\r\nInjected: header", 5)]
    [InlineData("t0kén", 3)]
    public void A_token_that_cannot_be_sent_is_refused_with_the_position_of_the_invalid_character(string token, int position)
    {
        var exception = Assert.Throws<ArgumentException>("securityToken", () => new LogServiceCredentials(Id, Secret, token));

        Assert.StartsWith(
            $"Access keys and tokens consist of visible ASCII characters, but the character at position {position} is not one. Check whether a line break or a blank was copied with it.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0k", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Id_of_a_temporary_key_needs_a_token(string? token)
    {
        const string Message = "The access key id begins with \"STS.\", so the key is temporary and needs its security token. Give the token that was issued with the key.";

        Assert.StartsWith(Message, Assert.Throws<ArgumentException>("securityToken", () => new LogServiceCredentials("STS.id", Secret, token)).Message, StringComparison.Ordinal);
        Assert.StartsWith(Message, Assert.Throws<ArgumentException>("securityToken", () => new StaticCredentialsProvider("STS.id", Secret, token)).Message, StringComparison.Ordinal);
        Assert.Equal(Token, new LogServiceCredentials("STS.id", Secret, Token).SecurityToken);
    }

    [Fact]
    public async Task Temporary_key_without_a_token_in_the_environment_is_an_authentication_error_that_says_so()
    {
        var provider = new EnvironmentCredentialsProvider(static name => name.EndsWith("TOKEN", StringComparison.Ordinal) ? null : "STS.id");

        var exception = await Assert.ThrowsAsync<LogServiceAuthenticationException>(() => provider.GetCredentialsAsync(CancellationToken.None).AsTask());

        Assert.Contains("needs its security token", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_visible_character_is_accepted()
    {
        var visible = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(static c => (char)c));

        Assert.Equal(visible, new LogServiceCredentials(visible, visible, visible).SecurityToken);
    }
}
