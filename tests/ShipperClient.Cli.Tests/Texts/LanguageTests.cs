using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Tests.Texts;

public sealed class LanguageTests
{
    [Theory]
    [InlineData(null, null, null, "en")]
    [InlineData(null, null, "zh_CN.UTF-8", "zh-CN")]
    [InlineData(null, null, "zh", "zh-CN")]
    [InlineData(null, null, "zh_SG", "zh-CN")]
    [InlineData(null, null, "zh_Hans_HK@pinyin", "zh-CN")]
    [InlineData(null, null, "zh-CN", "zh-CN")]
    [InlineData(null, null, "zh_TW.UTF-8", "en")]
    [InlineData(null, null, "zh_HK", "en")]
    [InlineData(null, null, "de_DE.UTF-8", "en")]
    [InlineData(null, null, "C.UTF-8", "en")]
    [InlineData(null, "zh_CN.UTF-8", "en_US.UTF-8", "zh-CN")]
    [InlineData("C", "zh_CN.UTF-8", "zh_CN.UTF-8", "en")]
    [InlineData("zh_CN.GB18030", "en_US", "en_US", "zh-CN")]
    [InlineData("", "", "zh_CN", "zh-CN")]
    public void The_environment_chooses_in_the_order_of_POSIX(string? all, string? messages, string? lang, string expected) =>
        Assert.Equal(expected, Language.Choose(["status"], name => name switch { "LC_ALL" => all, "LC_MESSAGES" => messages, "LANG" => lang, _ => null }).Name);

    [Theory]
    [InlineData("status --lang zh-CN", "en", "zh-CN")]
    [InlineData("--lang=zh-CN status", "en", "zh-CN")]
    [InlineData("status --lang:en", "zh_CN", "en")]
    [InlineData("status --lang", "zh_CN", "zh-CN")]
    [InlineData("status --lang fr", "zh_CN", "zh-CN")]
    [InlineData("status --language en", "zh_CN", "zh-CN")]
    [InlineData("retry a/b/c -- --lang zh-CN", "en", "en")]
    public void The_option_comes_before_the_environment(string arguments, string lang, string expected) =>
        Assert.Equal(expected, Language.Choose(arguments.Split(' '), name => name == "LANG" ? lang : null).Name);
}
