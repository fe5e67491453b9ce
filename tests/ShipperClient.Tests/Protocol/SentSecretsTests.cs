using ShipperClient.Internal.Responses;

namespace ShipperClient.Tests.Protocol;

/// <summary>What a reply quotes of a request's secrets is masked; what is no secret stays.</summary>
public sealed class SentSecretsTests
{
    [Theory]
    [InlineData("LOG visible-id:c2lnbmVk=", "the signature is c2lnbmVk=, of visible-id", "the signature is ***, of visible-id")]
    [InlineData("LOG visible-id:c2lnbmVk=", "Authorization: LOG visible-id:c2lnbmVk=", "Authorization: ***")]
    [InlineData("SLS4-HMAC-SHA256 Credential=visible-id/20260115,Signature=0a1b", "want 0a1c, got 0a1b of visible-id/20260115", "want 0a1c, got *** of visible-id/20260115")]
    [InlineData("SLS4-HMAC-SHA256 Credential=id:x,Signature=0a1b", "(SLS4-HMAC-SHA256 Credential=id:x,Signature=0a1b)", "(***)")]
    [InlineData(",Signature=0a1b", "0a1b", "***")]
    public void The_header_and_its_signature_alone_are_masked(string authorization, string text, string masked) =>
        Assert.Equal(masked, Mask(text, ("Authorization", authorization)));

    [Fact]
    public void A_token_is_masked_whole_even_if_it_looks_like_something_else()
    {
        Assert.Equal("a *** b", Mask("a to:ken b", ("x-acs-security-token", "to:ken")));
        Assert.Equal("ken", Mask("ken", ("x-acs-security-token", "to:ken")));
    }

    [Fact]
    public void Nothing_else_is_masked()
    {
        Assert.Equal("a text of 0.6.0", Mask("a text of 0.6.0", ("x-log-apiversion", "0.6.0")));
        Assert.Equal("a text", Mask("a text", ("Authorization", "")));
    }

    private static string Mask(string text, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage();
        Assert.True(request.Headers.TryAddWithoutValidation(header.Name, header.Value));
        return SecretRedactor.Mask(text, request);
    }
}
