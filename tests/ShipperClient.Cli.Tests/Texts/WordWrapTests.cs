using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Tests.Texts;

public sealed class WordWrapTests
{
    private const string Mixed = "改为指定时间窗口的开始：now-6h、yesterday、2026-01-15T08:00（本地时间），或带 Z 或时差的 RFC 3339 时间 [默认：60s]。";

    [Theory]
    [InlineData("重试失败的任务。", 10, "重试失败的|任务。")]
    [InlineData("一二三四五。六", 10, "一二三四|五。六")]
    [InlineData("一二三（四五）", 8, "一二三|（四五）")]
    [InlineData("one two 三四", 8, "one two|三四")]
    [InlineData("now-6h、yesterday、today", 12, "now-6h、|yesterday、|today")]
    public void Chinese_is_wrapped_between_characters(string text, int width, string expected) => Assert.Equal(expected, string.Join('|', WordWrap.Split(text, width)));

    [Fact]
    public void Lines_fit_and_neither_begin_with_closing_nor_end_with_opening_punctuation()
    {
        for (var width = 18; width < 90; width++)
        {
            var lines = WordWrap.Split(Mixed, width);

            Assert.All(lines, line => Assert.InRange(CellWidth.Of(line), 1, width));
            Assert.All(lines.Skip(1), static line => Assert.DoesNotContain(line[0], "：、，。）]"));
            Assert.All(lines, static line => Assert.DoesNotContain(line[^1], "（["));
            Assert.Equal(Mixed.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
        }
    }
}
