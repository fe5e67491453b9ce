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

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a😀b")]
    public void Text_of_which_all_is_seen_needs_no_description(string text) => Assert.Null(TextSanitizer.DescribeInvisible(text));

    [Theory]
    [InlineData("\na", "begins with a line break")]
    [InlineData(" a", "begins with a blank")]
    [InlineData("\u200ba", "begins with an invisible character (U+200B)")]
    [InlineData("a\r", "ends with a line break")]
    [InlineData("a\r\n", "ends with a line break")]
    [InlineData("a\u0085", "ends with a line break")]
    [InlineData("a\u2028", "ends with a line break")]
    [InlineData("a\u2029", "ends with a line break")]
    [InlineData("a ", "ends with a blank")]
    [InlineData("a\u3000", "ends with a blank")]
    [InlineData("a  ", "ends with a blank")]
    [InlineData("a\u200b \n", "ends with an invisible character (U+200B)")]
    [InlineData("a\nb", "contains a line break")]
    [InlineData("a b\u202ec", "contains an invisible character (U+202E)")]
    public void Text_is_described_by_the_first_that_is_not_seen(string text, string description) => Assert.Equal(description, TextSanitizer.DescribeInvisible(text));

    [Theory]
    [InlineData("", "")]
    [InlineData("a b", "a b")]
    [InlineData(" \n\u200b\ufeff", "")]
    [InlineData("\u200b a\u200bb \u200b", "a\u200bb")]
    public void Text_is_trimmed_of_what_is_not_seen(string text, string trimmed) => Assert.Equal(trimmed, TextSanitizer.TrimInvisible(text));

    [Fact]
    public void Both_halves_of_an_invisible_character_are_a_part_of_it()
    {
        Assert.Equal((true, true), (TextSanitizer.IsPartInvisible("\U000e0041", 0), TextSanitizer.IsPartInvisible("\U000e0041", 1)));
        Assert.Equal((false, false), (TextSanitizer.IsPartInvisible("😀", 0), TextSanitizer.IsPartInvisible("😀", 1)));
        Assert.False(TextSanitizer.IsPartInvisible("\udc41", 0)); // half a pair
    }
}
