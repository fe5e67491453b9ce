using System.Reflection;
using System.Xml.Linq;
using Microsoft.Extensions.Logging;

namespace ShipperClient.Tests.Readme;

/// <summary>The README is short, and the tables of the pages are complete.</summary>
public class ReadmeTests
{
    private const int MostLines = 200;

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public void The_README_has_at_most_200_lines(string readme) => Assert.InRange(File.ReadLines(Repository.PathTo(readme)).Count(), 1, MostLines);

    [Fact]
    public void The_README_goes_from_trying_it_to_where_to_read_on() => Assert.Equal(
        ["try-it", "install", "the-first-call", "the-operations", "errors", "where-to-read-on"],
        Document.At("README.md").Sections.Where(static section => section.Level == 2).Select(Document.AnchorOf),
        StringComparer.Ordinal);

    [Fact]
    public void Every_page_can_be_reached_from_the_README()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { "README.md" };
        for (var pages = new Queue<string>(reached); pages.TryDequeue(out var path);)
        {
            var page = Document.At(path);
            foreach (var next in page.Links.Where(static link => Document.IsRelative(link.Url!)).Select(link => page.Target(link.Url!).File))
            {
                if (next.EndsWith(".md", StringComparison.Ordinal) && reached.Add(next))
                {
                    pages.Enqueue(next);
                }
            }
        }

        Offenders.None(Document.All.Except(Document.OfPackages).Select(static page => page.Path).Except(reached, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("README.md", "dotnet run --project samples/QuickStart")]
    [InlineData("README.md", "dotnet test")]
    [InlineData("docs/worker.md", "dotnet run --project samples/RetryWorker")]
    public void The_commands_are_those_that_CI_runs(string page, string command)
    {
        Assert.Contains(command, Document.At(page).Blocks("sh"), StringComparer.Ordinal);
        Assert.Contains($"'{command}'", File.ReadAllText(Repository.PathTo(".ci/run")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_README_names_the_versions_that_the_library_asks_for()
    {
        var versions = XDocument.Load(Repository.PathTo("Directory.Packages.props")).Descendants("PropertyGroup")
            .Single(static group => group.Attribute("Condition")?.Value == "'$(NewestDependencies)' != 'true'").Elements().Select(static version => version.Value).ToList();

        Assert.Equal(3, versions.Count);
        Assert.All(versions, static version => Assert.Contains($"{version} or newer", Document.At("README.md").Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_error_table_has_every_kind_of_error()
    {
        var kinds = typeof(LogServiceException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(LogServiceException))).ToList();

        Assert.Equal(6, kinds.Count);
        HasRows("README.md", kinds.Select(static kind => $"`{kind.Name}`"));
    }

    [Fact]
    public void The_option_table_has_every_option() => HasRows(
        "docs/pipeline.md",
        typeof(LogServiceClientOptions).GetProperties().Where(static property => property.SetMethod?.IsPublic == true).Select(static property => $"`{property.Name}`"));

    [Fact]
    public void The_event_table_has_every_event() => HasRows("docs/pipeline.md", Events().Select(static log => $"{log.EventId} `{log.EventName}` | {log.Level}"));

    [Fact]
    public void The_provider_table_has_every_provider()
    {
        var page = Document.At("docs/credentials.md").Text;

        Assert.All(
            typeof(ILogServiceCredentialsProvider).Assembly.GetExportedTypes().Where(static type => type.IsClass && type.IsAssignableTo(typeof(ILogServiceCredentialsProvider))),
            provider => Assert.Contains($"`{provider.Name}`", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("src/ShipperClient/Internal")]
    [InlineData("src/ShipperClient.Testing/Internal")]
    public void The_architecture_names_every_folder_of_the_libraries(string library)
    {
        var page = Document.At("docs/architecture.md").Text;

        Assert.All(
            Directory.EnumerateDirectories(Repository.PathTo(library), "*", SearchOption.AllDirectories),
            folder => Assert.Contains($"`{Path.GetFileName(folder)}/`", page, StringComparison.Ordinal));
    }

    private static List<LoggerMessageAttribute> Events()
    {
        var events = typeof(LogServiceClient).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(static method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>().ToList();
        Assert.NotEmpty(events);
        return events;
    }

    private static void HasRows(string page, IEnumerable<string> firstCells)
    {
        var text = Document.At(page).Text;
        Assert.All(firstCells, cell => Assert.Contains($"\n| {cell} |", text, StringComparison.Ordinal));
    }
}
