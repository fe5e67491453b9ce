using System.Text.RegularExpressions;
using System.Xml.Linq;
using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Texts;

/// <summary>The files of texts, one a language, and the code that uses them.</summary>
public sealed partial class StringsTests
{
    private static readonly Dictionary<string, string> English = Read("Strings.resx");
    private static readonly Dictionary<string, string> Chinese = Read("Strings.zh-CN.resx");

    // The library speaks English, and these rewrite what it says; the demo's messages are those of a service.
    private static readonly string[] FilesWithOtherTexts = ["ErrorLine.cs", "DemoSeed.cs", "Strings.cs"];

    private static IEnumerable<string> Sources => Directory.EnumerateFiles(Places.Source, "*.cs", SearchOption.AllDirectories)
        .Where(static path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [Fact]
    public void Both_languages_have_the_same_keys() => Assert.Equal(English.Keys.Order(StringComparer.Ordinal).ToList(), Chinese.Keys.Order(StringComparer.Ordinal).ToList());

    [Fact]
    public void Both_languages_have_the_same_placeholders() => Assert.All(English, static text =>
        Assert.Equal(Placeholders(text.Value), Placeholders(Chinese[text.Key])));

    [Fact]
    public void Every_text_is_used()
    {
        var code = string.Concat(Sources.Select(File.ReadAllText));

        Assert.Empty(English.Keys.Where(key => !code.Contains($"\"{key}\"", StringComparison.Ordinal)).ToList());
    }

    [Fact]
    public void Every_text_that_is_used_exists()
    {
        var used = Sources.SelectMany(static path => UsedKey().Matches(File.ReadAllText(path)).Select(static match => match.Groups["key"].Value)).ToList();

        Assert.True(used.Count > 100, $"{used.Count} were found.");
        Assert.Empty(used.Where(static key => !English.ContainsKey(key)).ToList());
    }

    [Fact]
    public void Code_has_no_sentences_of_its_own() => Assert.Empty(Sources
        .Where(static path => !FilesWithOtherTexts.Contains(Path.GetFileName(path), StringComparer.Ordinal))
        .SelectMany(static path => File.ReadLines(path).Where(static line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(static line => Sentence().Matches(line)).Select(match => $"{Path.GetFileName(path)}: {match.Value}"))
        .ToList());

    private static List<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(static match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Places.Source, "Texts", file)).Root!.Elements("data")
        .ToDictionary(static data => data.Attribute("name")!.Value, static data => data.Element("value")!.Value, StringComparer.Ordinal);

    [GeneratedRegex(@"(?<!\{)\{\d[^}]*\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("""[sS]trings\.(Get|Text)\(\s*"(?<key>\w+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex UsedKey();

    // A text of two words or more; an example of a command line and code between two texts are none.
    [GeneratedRegex(@"(?<!\\)""\s*(?!shipper |source )[A-Za-z][^""\\(=<]*\b[A-Za-z]{3,} [a-z]{2,}[^""]*""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Sentence();
}
