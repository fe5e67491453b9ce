using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ShipperClient.Tests.Readme;

/// <summary>The README says the same in both languages: block for block, with the same code, names, numbers and links, but for the words.</summary>
public sealed partial class ReadmeLanguagesTests
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();
    private static readonly MarkdownDocument English = Read("README.md");
    private static readonly MarkdownDocument Chinese = Read("README.zh-CN.md");

    [Fact]
    public void Each_begins_with_a_link_to_the_other()
    {
        Assert.Equal("README.zh-CN.md", Links(English).First());
        Assert.Equal("README.md", Links(Chinese).First());
    }

    [Fact]
    public void Both_have_the_same_sections() =>
        Assert.Equal(Sections(English).Select(Outline), Sections(Chinese).Select(Outline), StringComparer.Ordinal);

    [Fact]
    public void Both_have_the_same_paragraphs_code_and_tables() =>
        Assert.Equal(English.Descendants<Block>().Select(Outline), Chinese.Descendants<Block>().Select(Outline), StringComparer.Ordinal);

    [Fact]
    public void Their_links_lead_to_the_same_places() => Assert.Equal(Targets(English), Targets(Chinese), StringComparer.Ordinal);

    [Fact]
    public void What_they_link_to_in_the_repository_is_there() => Assert.All(
        Links(English).Where(static link => !link.StartsWith('#') && !link.Contains("://", StringComparison.Ordinal)),
        static link => Assert.True(File.Exists(Repository.PathTo(link)), link));

    [Fact]
    public void Every_number_in_the_English_is_in_the_Chinese() => Offenders.None(Texts(English).Zip(Texts(Chinese))
        .Select(static pair => (Line: pair.Second.Line + 1, Lost: string.Join(' ', Numbers(pair.First).Except(Numbers(pair.Second), StringComparer.Ordinal))))
        .Where(static text => text.Lost.Length > 0));

    // One that is shown is emphasis that was not seen as such, which is easily so between a Chinese letter and a stop or a backtick.
    [Fact]
    public void The_Chinese_shows_no_asterisk() =>
        Assert.DoesNotContain(Chinese.Descendants<LiteralInline>(), static literal => literal.Content.AsSpan().Contains('*'));

    private static MarkdownDocument Read(string file) => Markdown.Parse(File.ReadAllText(Repository.PathTo(file)), GitHub);

    private static IEnumerable<HeadingBlock> Sections(MarkdownDocument document) => document.Descendants<HeadingBlock>();

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

    private static IEnumerable<string> Links(MarkdownDocument document) => document.Descendants<LinkInline>().Select(static link => link.Url!);

    // All but the link to the other language. A link within the page leads to the section that stands in the same place.
    private static IEnumerable<string> Targets(MarkdownDocument document)
    {
        var places = Sections(document).Select(static (section, place) => (section, place))
            .ToDictionary(static pair => $"#{pair.section.GetAttributes().Id}", static pair => $"section {pair.place}", StringComparer.Ordinal);
        return Links(document).Skip(1).Select(link => link.StartsWith('#') ? places[link] : link);
    }

    private static IEnumerable<LeafBlock> Texts(MarkdownDocument document) => document.Descendants<LeafBlock>().Where(static block => block.Inline is not null);

    private static IEnumerable<string> Numbers(LeafBlock block) =>
        Inlines<LiteralInline>(block).SelectMany(static literal => Number().Matches(literal.Content.ToString())).Select(static match => match.Value);

    private static IEnumerable<T> Inlines<T>(LeafBlock block)
        where T : Inline => block.Inline?.Descendants<T>() ?? [];

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Number();
}
