using ShipperClient.Internal;

namespace ShipperClient.Tests.Responses;

/// <summary>Every escape becomes its character, and knows where it stood; what only looks like one stays.</summary>
public sealed class EncodedTextTests
{
    [Theory]
    [InlineData("&amp;", "&")]
    [InlineData("&plus;", "+")]
    [InlineData("&equals;", "=")]
    [InlineData("&sol;", "/")]
    [InlineData("&bsol;", "\\")]
    [InlineData("&quot;", "\"")]
    [InlineData("&apos;", "'")]
    [InlineData("&lt;", "<")]
    [InlineData("&gt;", ">")]
    [InlineData("&colon;", ":")]
    [InlineData("&comma;", ",")]
    [InlineData("&period;", ".")]
    [InlineData("&lowbar;", "_")]
    [InlineData("&hyphen;", "-")]
    [InlineData("&dash;", "-")]
    [InlineData("&percnt;", "%")]
    [InlineData("&sol", "/")]
    [InlineData("&sol-&lt", "/-<")]
    [InlineData("&sol;;", "/;")]
    [InlineData("&#65;", "A")]
    [InlineData("&#65", "A")]
    [InlineData("&#65-", "A-")]
    [InlineData("&#65A", "AA")]
    [InlineData("&#65;;", "A;")]
    [InlineData("&#7", "")] // not seen
    [InlineData("&#x41;", "A")]
    [InlineData("&#X4a", "J")]
    [InlineData("&#x41g", "Ag")]
    [InlineData("&#65535;", "\uffff")]
    [InlineData("&#xFFFF;", "\uffff")]
    [InlineData("%41", "A")]
    [InlineData("%4aB", "JB")]
    [InlineData("%u0041B", "AB")]
    [InlineData("\\u0041B", "AB")]
    [InlineData("\\x41B", "AB")]
    [InlineData("\\/\\\\\\\"\\'", "/\\\"'")]
    public void Text_is_decoded(string text, string decoded) => Assert.Equal(decoded, Decode(text));

    [Theory]
    [InlineData("")]
    [InlineData("&")]
    [InlineData("a&")]
    [InlineData("&a")]
    [InlineData("&#")]
    [InlineData("&#;")]
    [InlineData("&#x")]
    [InlineData("&#x;")]
    [InlineData("&#65536;")]
    [InlineData("&#x10000;")]
    [InlineData("&#99999999999999999999;")]
    [InlineData("&nothing;")]
    [InlineData("&;")]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%4g")]
    [InlineData("%u004")]
    [InlineData("\\")]
    [InlineData("\\n")]
    [InlineData("\\u004")]
    [InlineData("\\x4")]
    public void Text_without_an_escape_has_no_layer_to_decode(string text) => Assert.Null(Decode(text));

    [Fact]
    public void Decoded_character_knows_where_it_stood()
    {
        const string Text = "a\u200b%2541&#66;c";
        var decoded = EncodedText.Of(Text).Decode()!.Decode()!;

        Assert.Equal("aABc", decoded.Characters.ToString());
        Assert.Equal("a", Text[decoded.PlaceOf(0, 1)]);
        Assert.Equal("%2541", Text[decoded.PlaceOf(1, 1)]);
        Assert.Equal("%2541&#66;c", Text[decoded.PlaceOf(1, 3)]);
        Assert.Equal("&#66;", Text[decoded.PlaceOf(2, 1)]);
    }

    private static string? Decode(string text) => EncodedText.Of(text).Decode()?.Characters.ToString();
}
