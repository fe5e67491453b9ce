using ShipperClient.Internal;

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

    [Theory]
    [InlineData("\\u0061bc+def/ghi=x", "***")]
    [InlineData("abc\\u002Bdef\\/ghi=x", "***")]
    [InlineData("abc\\\\u002bdef/ghi=x", "***")]
    [InlineData("abc\\x2Bdef/ghi=x", "***")]
    [InlineData("abc%2Bdef%2fghi%3Dx", "***")]
    [InlineData("abc%252Bdef%252Fghi%253Dx", "***")]
    [InlineData("abc%u002Bdef/ghi=x", "***")]
    [InlineData("abc&#43;def&#x2F;ghi&equals;x", "***")]
    [InlineData("abc&plus;def&sol;ghi&#61x", "***")]
    [InlineData("abc&amp;#43;def/ghi=x", "***")]
    [InlineData("ABC+DEF/GHI=X", "***")]
    [InlineData("a\u200Bb\u200Bc\u200B+\u200Bd\u200Be\u200Bf\u200B/ghi=x", "***")]
    [InlineData("a\U000E0041b\U000E0041c\U000E0041+\U000E0041d\U000E0041e\U000E0041f\U000E0041/ghi=x", "***")]
    [InlineData("abc+def/ (cut)", "*** (cut)")]
    [InlineData("(cut) bc+def/g", "(cut) ***")]
    [InlineData("abc+def, f/ghi=x", "abc+def, f/ghi=x")] // 7 characters each say little
    [InlineData("abc%2Bdef%2F and %u12 %zz &#; &#x; &nothing; \\u12 \\", "*** and %u12 %zz &#; &#x; &nothing; \\u12 \\")]
    public void A_part_of_eight_characters_is_redacted_in_every_encoding(string text, string redacted)
    {
        Assert.Equal(redacted, Redact(text, "abc+def/ghi=x"));
        Assert.Equal(redacted, Redact(text, "LOG visible-id:abc+def/ghi=x"));
        Assert.Equal(redacted, Redact(text, "SLS4-HMAC-SHA256 Credential=id,Signature=abc+def/ghi=x"));
    }

    [Fact]
    public void Encodings_without_end_take_no_time()
    {
        var text = "%" + string.Concat(Enumerable.Repeat("25", 500_000));

        Assert.Equal(4096, Redact(text, "a-secret-that-is-long").Length);
    }

    [Theory]
    [InlineData("5B1C7E4D9F00AA1122334455", false)]
    [InlineData("5B1C7E4D9F00AA112+def/gh", true)]
    [InlineData("abc+def/", true)]
    [InlineData("5B1C7E4D9F00AA11\\u002B", true)]
    [InlineData("5B1C%41", true)]
    public void A_request_id_that_may_quote_a_secret_is_looked_at(string id, bool mayQuote) => Assert.Equal(mayQuote, SecretRedactor.MayQuote(id, "LOG id:abc+def/ghi=x"));

    private static string Redact(string text, params string[] sent) => new SecretRedactor(sent).Redact(text);
}
