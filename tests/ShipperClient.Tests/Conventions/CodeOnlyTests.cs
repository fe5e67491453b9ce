namespace ShipperClient.Tests.Conventions;

/// <summary>The convention tests are only as good as what they read.</summary>
public sealed class CodeOnlyTests
{
    [Theory]
    [InlineData("a // b\nc", "a c")]
    [InlineData("a /* b \n */ c", "a c")]
    [InlineData("/// <see cref=\"b\"/>\na", "a")]
    [InlineData("a(\"b // \\\" c\", d)", "a( , d)")]
    [InlineData("a(\"\", b)", "a( , b)")]
    [InlineData("a(@\"b \\\", c, @\"d \"\" e\", f)", "a( , c, , f)")]
    [InlineData("a($\"b {c} {{d}} {e(\"f\"):g}\", h)", "a( c e( ):g , h)")]
    [InlineData("a($\"{(b ? $\"c{d}\" : \"e\")}\")", "a( (b ? d : ) )")]
    [InlineData("a($\"{new { B = c }}\", d)", "a( new { B = c } , d)")]
    [InlineData("a(\"\"\"b \" {c} \"\"\", d)", "a( , d)")]
    [InlineData("a($$\"\"\"b {c} {{d}} \"\"\", e)", "a( d , e)")]
    [InlineData("a('\"', b, '\\'', c, '\\uFFFD', d)", "a( , b, , c, , d)")]
    [InlineData("a(\"b\"u8, c)", "a( u8, c)")]
    public void Keeps_code_and_drops_comments_and_the_text_of_strings(string source, string code) =>
        Assert.Equal(code, string.Join(' ', CodeOnly.Of(source).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
