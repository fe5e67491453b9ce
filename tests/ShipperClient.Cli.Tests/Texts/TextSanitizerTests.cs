using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Tests.Texts;

public sealed class TextSanitizerTests
{
    [Theory]
    [InlineData("bucket a\u001b[31mb\nc\rd\te\u0000f\u007fg\u0085h", "bucket a [31mb c d e f g h")]
    [InlineData("next\u2028line\u2029end", "next line end")]
    [InlineData("name \u202Egpj.exe\u202C", "name gpj.exe")]
    [InlineData("a\u061Cb\u200Ec\u200Fd\u2066e\u2067f\u2068g\u2069h\u202Ai\u202Bj\u202Dk", "abcdefghijk")]
    [InlineData("z\u200Be\u200Cr\u200Do\u2060\uFEFF\u00AD", "zero")]
    [InlineData("tag\U000E0041\U000E007F", "tag")]
    [InlineData("日志投递已停用：请重新启用 😀 é", "日志投递已停用：请重新启用 😀 é")]
    [InlineData("", "")]
    public void Text_of_the_service_becomes_one_line_of_visible_characters(string text, string expected) => Assert.Equal(expected, TextSanitizer.Sanitize(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("half \ufffd pair", TextSanitizer.Sanitize($"half {(char)0xd800} pair"));

    [Fact]
    public void Text_that_is_safe_is_the_same_object()
    {
        var text = new string("Plain [text] with ~ \" and \\ ".ToCharArray());

        Assert.Same(text, TextSanitizer.Sanitize(text));
    }
}
