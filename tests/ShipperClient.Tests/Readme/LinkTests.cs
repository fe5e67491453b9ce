using System.Text.RegularExpressions;

namespace ShipperClient.Tests.Readme;

/// <summary>What the pages, and comments in the code, refer to is there.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Links_within_the_repository_lead_to_a_file_and_a_section() => Offenders.None(
        from page in Document.All
        from link in page.Links.Select(static link => link.Url!).Where(Document.IsRelative)
        let target = page.Target(link)
        where !File.Exists(Repository.PathTo(target.File))
            || (target.Section is not null && !Document.At(target.File).Sections.Any(section => Document.AnchorOf(section) == target.Section))
        select $"{page}: {link}");

    [Fact]
    public void Links_to_a_section_are_found_at_all() => Assert.Contains(Document.All, static page => page.Links.Any(static link => link.Url!.Contains('#')));

    [Fact]
    public void Package_READMEs_have_nothing_that_a_package_page_cannot_show() => Offenders.None(
        from page in Document.OfPackages
        from link in page.Links
        where link.IsImage || Document.IsRelative(link.Url!)
        select $"{page}: {link.Url}");

    [Fact]
    public void Every_package_has_a_README() => Assert.All(
        Directory.EnumerateFiles(Repository.PathTo("src"), "*.csproj", SearchOption.AllDirectories),
        static project => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "README.md")), project));

    [Fact]
    public void Sections_of_the_service_API_that_the_code_cites_are_there()
    {
        var sections = Document.At("docs/service-api.md").Sections
            .Select(static section => string.Concat(section.Inline!.Select(static inline => inline.ToString()))).ToHashSet(StringComparer.Ordinal);

        Offenders.None(
            from source in Repository.Sources("src")
            from citation in Citation().Matches(source.Text)
            from section in Quoted().Matches(citation.Value).Select(static quoted => quoted.Groups["text"].Value)
            where !sections.Contains(section)
            select $"{source.Path}: {section}");
    }

    // docs/service-api.md, "Errors" and "Signature v4"
    [GeneratedRegex("""service-api\.md,?(\s|/)*"[^"\n]+"((\s|/)+and(\s|/)+"[^"\n]+")*""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Citation();

    [GeneratedRegex("\"(?<text>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Quoted();
}
