using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests;

/// <summary>The documents about the command are true.</summary>
public sealed partial class ReadmeTests
{
    private static readonly MarkdownPipeline Tables = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();

    public static TheoryData<string> CommandLines { get; } =
    [
        .. ((string[])[Places.Page, Places.PackageReadme]).SelectMany(static page => Markdown.Parse(File.ReadAllText(page), Tables).Descendants<FencedCodeBlock>())
            .SelectMany(static block => CommandLine().Matches(block.Lines.ToString())).Select(static match => match.Value.TrimEnd()).Distinct(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task A_command_line_of_the_page_about_the_command_works(string commandLine)
    {
        await using var scene = await Scene.StartAsync();
        foreach (var shipper in (string[])["demo/app/oss", "my-project/my-logstore/my-shipper"])
        {
            scene.Service.AddShipper(ShipperReference.Parse(shipper)).AddTasks(12, ShipperTaskStatus.Fail, DateTimeOffset.UtcNow.AddMinutes(-30));
        }

        string[] arguments = commandLine.Split(' ')[1..];
        var isEmulator = arguments[0] == "emulate";
        using var process = scene.Start([.. arguments, .. isEmulator ? (string[])["--port", "0"] : []]);
        process.Input.Close();
        if (isEmulator)
        {
            Assert.StartsWith("http://127.0.0.1:", await process.Output.ReadLineAsync(), StringComparison.Ordinal);
            await process.InterruptAsync();
        }

        var run = await process.EndAsync();

        // More failed than the one that cron is for allows.
        Assert.True(run.ExitCode == (commandLine.Contains("--fail-over", StringComparison.Ordinal) ? 1 : 0), run.ToString());
    }

    [Fact]
    public void The_page_shows_how_to_try_it_and_how_cron_runs_it() => Assert.All(
        (string[])["shipper emulate", "shipper status demo/app/oss", "shipper retry demo/app/oss --failed", "shipper status my-project "],
        static start => Assert.Contains(CommandLines, line => $"{line.Data} ".StartsWith(start, StringComparison.Ordinal)));

    [Fact]
    public async Task The_exit_codes_are_the_same_in_code_help_and_documents()
    {
        await using var scene = await Scene.StartAsync();
        var constants = typeof(Cli.Commands.ExitCodes).GetFields().Select(static field => $"{field.GetRawConstantValue()}");
        var help = (await scene.RunAsync(["--help"])).Output;
        var listed = help[help.IndexOf("Exit codes:", StringComparison.Ordinal)..].Split('\n').Select(static line => line.Trim().Split(' ')[0]).Where(static word => word.Length > 0 && word.All(char.IsAsciiDigit));

        Assert.Equal(constants, ExitCodes(Places.Page), StringComparer.Ordinal);
        Assert.Equal(constants, listed, StringComparer.Ordinal);
    }

    // The first cells of the table whose rows begin with a number.
    private static IEnumerable<string> ExitCodes(string file)
    {
        var text = File.ReadAllText(file);
        return Markdown.Parse(text, Tables).Descendants<TableRow>()
            .Select(row => text[row[0].Span.Start..(row[0].Span.End + 1)].Trim('|', ' ', '\n')).Where(static cell => cell.All(char.IsAsciiDigit));
    }

    // At the start of a line, or from a folder as cron does; up to a remark, or to what a shell does with it.
    [GeneratedRegex("(?<=^|/)shipper [^#|)\n]+", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CommandLine();
}
