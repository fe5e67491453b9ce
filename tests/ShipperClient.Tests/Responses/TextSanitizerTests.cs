using ShipperClient.Internal;

namespace ShipperClient.Tests.Responses;

public sealed class TextSanitizerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \r\n\t ", "")]
    [InlineData("  plain text. ", "plain text.")]
    [InlineData("a\r\nb\tc\u0000d\u001be\u007ff\u0085g\u2028h\u2029i", "a  b c d e f g h i")]
    [InlineData("a\u061cb\u200ec\u200fd\u202ae\u202ef\u2066g\u2069h", "a b c d e f g h")]
    [InlineData("a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u180eh\U000e0041i", "a b c d e f g h  i")]
    [InlineData("状态 😀 \u2065", "状态 😀 \u2065")]
    public void Text_becomes_one_line(string text, string line) => Assert.Equal(line, TextSanitizer.Clean(text));

    [Fact]
    public void Text_longer_than_512_characters_is_cut()
    {
        Assert.Equal(new string('x', 512), TextSanitizer.Clean(new string('x', 512)));
        Assert.Equal(new string('x', 512) + "…", TextSanitizer.Clean(new string('x', 513)));
        Assert.Equal("ab…", TextSanitizer.Clean("abc", maxLength: 2));
        Assert.Equal("ab", TextSanitizer.Clean(" ab ", maxLength: 2));
    }

    [Fact]
    public void Surrogate_pair_is_not_cut_in_two()
    {
        Assert.Equal("a…", TextSanitizer.Clean("a😀b", maxLength: 2));
        Assert.Equal("a😀…", TextSanitizer.Clean("a😀b", maxLength: 3));
        Assert.Equal("…", TextSanitizer.Clean("😀", maxLength: 1));
        Assert.Equal("😀", TextSanitizer.Clean("😀", maxLength: 2));
    }
}
