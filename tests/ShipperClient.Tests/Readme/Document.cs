using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ShipperClient.Tests.Readme;

/// <summary>One page of the documentation, as GitHub reads it.</summary>
internal sealed class Document
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private Document(string path)
    {
        Path = path;
        Text = File.ReadAllText(Repository.PathTo(path));
        Content = Markdown.Parse(Text, GitHub);
    }

    /// <summary>Every page of the repository.</summary>
    public static IReadOnlyList<Document> All { get; } = [.. Pages().Order(StringComparer.Ordinal).Select(static path => new Document(path))];

    /// <summary>The READMEs that packages carry.</summary>
    public static IEnumerable<Document> OfPackages => All.Where(static page => page.Path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>The path from the root of the repository, with forward slashes.</summary>
    public string Path { get; }

    public string Text { get; }

    public MarkdownDocument Content { get; }

    public IEnumerable<HeadingBlock> Sections => Content.Descendants<HeadingBlock>();

    public IEnumerable<LinkInline> Links => Content.Descendants<LinkInline>();

    public static Document At(string path) => All.Single(page => page.Path == path);

    /// <summary>The code blocks of a language.</summary>
    public IEnumerable<string> Blocks(string language) => Content.Descendants<FencedCodeBlock>().Where(block => block.Info == language).Select(static block => block.Lines.ToString());

    /// <summary>Where a link leads: a file from the root of the repository, and a section of it if the link names one.</summary>
    public (string File, string? Section) Target(string link)
    {
        var hash = link.IndexOf('#', StringComparison.Ordinal);
        var (file, section) = hash < 0 ? (link, null) : (link[..hash], link[(hash + 1)..]);
        var folder = System.IO.Path.GetDirectoryName(Repository.PathTo(Path))!;
        return (file.Length == 0 ? Path : FromRoot(System.IO.Path.GetFullPath(file, folder)), section);
    }

    public static string AnchorOf(HeadingBlock section) => section.GetAttributes().Id!;

    public static bool IsRelative(string link) => !link.Contains("://", StringComparison.Ordinal);

    public override string ToString() => Path;

    private static IEnumerable<string> Pages() =>
    [
        .. Directory.EnumerateFiles(Repository.Directory, "*.md").Select(FromRoot),
        .. Directory.EnumerateFiles(Repository.PathTo("docs"), "*.md", SearchOption.AllDirectories).Select(FromRoot).Where(static path => !path.Contains("/node_modules/", StringComparison.Ordinal)),
        .. Directory.EnumerateDirectories(Repository.PathTo("src")).SelectMany(static project => Directory.EnumerateFiles(project, "*.md")).Select(FromRoot),
    ];

    private static string FromRoot(string file) => System.IO.Path.GetRelativePath(Repository.Directory, file).Replace('\\', '/');
}
