using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ShipperClient.Tests.Readme;

/// <summary>A page says the same in both languages: block for block, with the same code, names, numbers and links, but for the words.</summary>
public sealed partial class LanguageTests
{
    private static readonly Dictionary<string, string> Translations = new(StringComparer.Ordinal)
    {
        ["README.md"] = "README.zh-CN.md",
        ["docs/cli.md"] = "docs/zh-CN/cli.md",
        ["docs/worker.md"] = "docs/zh-CN/worker.md",
    };

    public static TheoryData<string> Pages { get; } = [.. Translations.Keys];

    [Fact]
    public void Every_Chinese_page_is_a_translation() => Assert.Equal(
        Translations.Values.Order(StringComparer.Ordinal),
        Document.All.Select(static page => page.Path).Where(static path => path.Contains("zh-CN", StringComparison.Ordinal)),
        StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_begins_with_a_link_to_the_other(string page)
    {
        var (english, chinese) = Both(page);

        Assert.Equal(chinese.Path, english.Target(english.Links.First().Url!).File);
        Assert.Equal(english.Path, chinese.Target(chinese.Links.First().Url!).File);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Both_have_the_same_sections(string page)
    {
        var (english, chinese) = Both(page);

        Assert.Equal(english.Sections.Select(Outline), chinese.Sections.Select(Outline), StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Both_have_the_same_paragraphs_code_and_tables(string page)
    {
        var (english, chinese) = Both(page);

        Assert.Equal(english.Content.Descendants<Block>().Select(Outline), chinese.Content.Descendants<Block>().Select(Outline), StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_the_same_places_or_to_their_translation(string page)
    {
        var (english, chinese) = Both(page);

        Assert.Equal(
            Targets(english).Select(static target => (File: Translations.GetValueOrDefault(target.File, target.File), target.Section)),
            Targets(chinese));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_number_in_the_English_is_in_the_Chinese(string page)
    {
        var (english, chinese) = Both(page);

        Offenders.None(Texts(english).Zip(Texts(chinese))
            .Select(static pair => (Line: pair.Second.Line + 1, Lost: string.Join(' ', Numbers(pair.First).Except(Numbers(pair.Second), StringComparer.Ordinal))))
            .Where(static text => text.Lost.Length > 0));
    }

    // One that is shown is emphasis that was not seen as such, which is easily so between a Chinese letter and a stop or a backtick.
    [Theory]
    [MemberData(nameof(Pages))]
    public void The_Chinese_shows_no_asterisk(string page) =>
        Assert.DoesNotContain(Both(page).Chinese.Content.Descendants<LiteralInline>(), static literal => literal.Content.AsSpan().Contains('*'));

    private static (Document English, Document Chinese) Both(string page) => (Document.At(page), Document.At(Translations[page]));

    // What a translation leaves as it is. The order of the names in a sentence is the language's own.
    private static string Outline(Block block) => block switch
    {
        HeadingBlock heading => $"{new string('#', heading.Level)} {Names(heading)}",
        FencedCodeBlock code => $"```{code.Info}\n{code.Lines}",
        LeafBlock leaf => $"{block.GetType().Name} {Names(leaf)}",
        _ => block.GetType().Name,
    };

    private static string Names(LeafBlock block) =>
        string.Join(' ', Inlines<CodeInline>(block).Select(static code => $"`{code.Content}`").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    // All but the link to the other language. A section is known by its place: its name is the language's own.
    private static IEnumerable<(string File, int? Section)> Targets(Document page) => page.Links.Skip(1).Select(link => page.Target(link.Url!))
        .Select(static target => (target.File, target.Section is null ? null : (int?)PlaceOf(target.File, target.Section)));

    private static int PlaceOf(string file, string section) => Document.At(file).Sections.Select(Document.AnchorOf).ToList().IndexOf(section);

    private static IEnumerable<LeafBlock> Texts(Document page) => page.Content.Descendants<LeafBlock>().Where(static block => block.Inline is not null);

    private static IEnumerable<string> Numbers(LeafBlock block) =>
        Inlines<LiteralInline>(block).SelectMany(static literal => Number().Matches(literal.Content.ToString())).Select(static match => match.Value);

    private static IEnumerable<T> Inlines<T>(LeafBlock block)
        where T : Inline => block.Inline?.Descendants<T>() ?? [];

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Number();
}
