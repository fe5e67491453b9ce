using ShipperClient.Internal.Responses;

namespace ShipperClient.Tests.Responses;

/// <summary>A response that quotes the secrets of a request is redacted; anything else stays.</summary>
public sealed class SecretRedactorTests
{
    [Theory]
    [InlineData("LOG visible-id:c2lnbmVk=", "the signature is c2lnbmVk=, of visible-id", "the signature is ***, of visible-id")]
    [InlineData("LOG visible-id:c2lnbmVk=", "Authorization: LOG visible-id:c2lnbmVk=", "Authorization: ***")]
    [InlineData("SLS4-HMAC-SHA256 Credential=visible-id/20260115,Signature=0a1b", "want 0a1c, got 0a1b of visible-id/20260115", "want 0a1c, got *** of visible-id/20260115")]
    [InlineData("SLS4-HMAC-SHA256 Credential=id:x,Signature=0a1b", "(SLS4-HMAC-SHA256 Credential=id:x,Signature=0a1b)", "(***)")]
    [InlineData(",Signature=0a1b", "0a1b", "***")]
    public void The_header_and_its_signature_alone_are_redacted(string authorization, string text, string redacted) =>
        Assert.Equal(redacted, Redact(text, authorization));

    [Fact]
    public void A_token_is_redacted_whole_even_if_it_looks_like_something_else()
    {
        Assert.Equal("a *** b", Redact("a to:ken b", "to:ken"));
        Assert.Equal("ken", Redact("ken", "to:ken"));
    }

    [Fact]
    public void Nothing_else_is_redacted()
    {
        Assert.Equal("a text", Redact("a text"));
        Assert.Equal("a text", Redact("a text", "", "LOG id:", ",Signature="));
    }

    [Fact]
    public void Everything_that_a_call_has_sent_is_redacted() => Assert.Equal("***, ***, ***", Redact("one, token, two", "LOG id:one", "LOG id:two", "token"));

    private static string Redact(string text, params string[] sent) => new SecretRedactor(sent).Redact(text);
}
