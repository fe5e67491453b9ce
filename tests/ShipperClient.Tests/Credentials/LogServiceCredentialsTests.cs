using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace ShipperClient.Tests.Credentials;

/// <summary>What an access key takes, and that no secret of it shows anywhere.</summary>
public sealed class LogServiceCredentialsTests
{
    private const string Id = "LTAI5tAbCdEfGhIjKlMn";
    private const string Secret = "the-s3cret-value";
    private const string Token = "the-t0ken-value";

    private static readonly LogServiceCredentials Temporary = new(Id, Secret, Token, DateTimeOffset.UnixEpoch);

    [Fact]
    public void Keeps_what_it_was_given()
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
    public void Shows_the_first_characters_of_a_long_id_and_nothing_else(string id, string? token, string shown)
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
    public void Refuses_what_cannot_be_a_key_and_does_not_tell_it(string? value, Type type)
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
    public void Refuses_a_token_that_cannot_be_sent_and_says_where_it_is_wrong(string token, int position)
    {
        var exception = Assert.Throws<ArgumentException>("securityToken", () => new LogServiceCredentials(Id, Secret, token));

        Assert.StartsWith(
            $"Access keys and tokens have only visible ASCII characters, but the one at position {position} is not. Was it copied with a line break or a blank?", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0k", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_every_visible_character()
    {
        var visible = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(static c => (char)c));

        Assert.Equal(visible, new LogServiceCredentials(visible, visible, visible).SecurityToken);
    }
}
