using System.Net;
using System.Text.RegularExpressions;
using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Commands;

/// <summary>Every screen in both languages; what other programs read is the same in both.</summary>
public sealed partial class LanguageTests
{
    public static TheoryData<string> Languages { get; } = ["en", "zh-CN"];

    private static readonly string[] OneShipper = [Scene.Shipper.ToString()];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Help_is_in_the_language(string language)
    {
        await using var scene = await Scene.StartAsync();
        List<Run> runs = [];
        foreach (var command in HelpTests.Commands)
        {
            string[] help = command.Data.Length == 0 ? ["--help"] : [command.Data, "--help"];
            runs.Add(await scene.RunAsync(help, Lang(language)));
            var narrow = await scene.RunAsync(help, Lang(language), ("COLUMNS", "60"));
            var lines = narrow.Output.Split('\n').Where(static line => !line.StartsWith("  shipper ", StringComparison.Ordinal) && !line.StartsWith("  source ", StringComparison.Ordinal));
            Assert.All(lines, static line => Assert.InRange(ShipperClient.Cli.Texts.CellWidth.Of(line), 0, 60));
        }

        GoldenText.AssertIs($"{language}/help", scene, [.. runs]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Status_is_in_the_language(string language)
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        shipper.AddTask(ShipperTaskStatus.Fail, createdAt: scene.Hour.AddHours(-2), code: "InvalidOssBucket", message: "The bucket app-logs-archive does not exist or is in another region.");
        scene.Add("idle");

        GoldenText.AssertIs(
            $"{language}/status",
            scene,
            await scene.RunAsync(["status", .. OneShipper, .. scene.Window], Lang(language)),
            await scene.RunAsync(["status", .. OneShipper, .. scene.Window], Lang(language), ("COLUMNS", "60")),
            await scene.RunAsync(["status", "ali-test-project/test-logstore/idle", .. scene.Window], Lang(language)),
            await scene.RunAsync(["status", .. OneShipper], Lang(language), ("TZ", "Nope/Zone")) with { Output = "" });
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_overview_is_in_the_language(string language)
    {
        await using var scene = await Scene.StartAsync();
        StatusTests.AddProject(scene);
        scene.Service.FailNext(
            FakeFault.Error(HttpStatusCode.Forbidden, LogServiceErrorCodes.Unauthorized, "denied"), count: 100, when: static request => request.Path.Contains("/lagging/", StringComparison.Ordinal));

        GoldenText.AssertIs(
            $"{language}/overview",
            scene,
            await scene.RunAsync(["status", Scene.Shipper.Project, .. scene.Window], Lang(language)),
            await scene.RunAsync(["status", Scene.Shipper.Project, "--limit", "1", .. scene.Window], Lang(language), ("COLUMNS", "50")),
            await scene.RunAsync(["status", "ali-test-project/empty-logstore", .. scene.Window], Lang(language)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Tasks_are_in_the_language(string language)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        GoldenText.AssertIs(
            $"{language}/tasks",
            scene,
            await scene.RunAsync(["tasks", .. OneShipper, "--newest", "--limit", "8", .. scene.Window], Lang(language)),
            await scene.RunAsync(["tasks", .. OneShipper, "--code", "ConfigNotExist", .. scene.Window], Lang(language)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_retry_is_in_the_language(string language)
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        shipper.RetryOutcome = static task => task.Code == "ConfigNotExist" ? ShipperTaskStatus.Fail : ShipperTaskStatus.Success;
        var second = scene.Add("second");
        second.AddTasks(2, ShipperTaskStatus.Fail, scene.Hour.AddHours(-3), TimeSpan.FromMinutes(6));

        GoldenText.AssertIs(
            $"{language}/retry",
            scene,
            await scene.RunAsync(["retry", .. OneShipper, "--failed", .. scene.Window], Lang(language)),
            await scene.RunAsync(["retry", .. OneShipper, "--failed", "--dry-run", "--code", "ConfigNotExist", .. scene.Window], Lang(language)),
            await scene.RunAsync(["retry", .. OneShipper, "nosuchid", .. scene.Window], Lang(language)),
            await scene.RunAsync(["retry", Scene.Shipper.Project, "--failed", "--yes", "--wait", "--interval", "1s", .. scene.Window], Lang(language)),
            await scene.RunAsync(["retry", .. OneShipper, "--failed", "--code", "None", .. scene.Window], Lang(language)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Wrong_calls_are_refused_in_the_language(string language)
    {
        await using var scene = await Scene.StartAsync();
        List<Run> runs = [];
        foreach (var mistake in ExitCodeTests.Mistakes)
        {
            runs.Add(await scene.RunAsync(mistake.Data.Item2.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => word.Trim('\'')), Lang(language)));
        }

        runs.Add(await scene.RunAsync(["status", "a/b/c", "--lang", "fr"], Lang(language)));
        runs.Add(await scene.RunAsync(["status", "a/b/c"], Lang(language), ("SHIPPER_ENDPOINT", "")));
        runs.Add(await scene.RunAsync(["tasks", "a/b/c", "--reason", "internalServerErorr"], Lang(language)));
        foreach (var config in (string[])["{", "[]", "{ \"endpont\": \"x\" }", "{ \"last\": 1 }", "{ \"last\": \"soon\" }", "{ \"output\": \"xml\" }"])
        {
            Directory.CreateDirectory(Path.Combine(scene.Home, ".config", "shipper"));
            await File.WriteAllTextAsync(Path.Combine(scene.Home, ".config", "shipper", "config.json"), config);
            runs.Add(await scene.RunAsync(["status", "a/b/c"], Lang(language)));
        }

        GoldenText.AssertIs($"{language}/errors", scene, [.. runs]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Doctor_is_in_the_language(string language)
    {
        await using var scene = await Scene.StartAsync();
        scene.Add();
        scene.Service.AddLogstore("empty-project", "empty-logstore");
        var good = await scene.RunAsync(["doctor", .. OneShipper], Lang(language));
        var narrow = await scene.RunAsync(["doctor", .. OneShipper], Lang(language), ("COLUMNS", "60"));
        scene.Service.FailNext(FakeFault.Error(HttpStatusCode.Forbidden, LogServiceErrorCodes.Unauthorized, "denied"), count: 100, when: static request => request.Method == "PUT");

        GoldenText.AssertIs(
            $"{language}/doctor",
            scene,
            Steady(good),
            Steady(narrow),
            Steady(await scene.RunAsync(["doctor", .. OneShipper], Lang(language), ("COLUMNS", "200"))),
            Steady(await scene.RunAsync(["doctor", "empty-project"], Lang(language))));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Pages_are_in_the_language(string language)
    {
        await using var scene = await Scene.StartAsync();
        var shipper = scene.AddNight();
        shipper.RetryOutcome = static task => task.Code == "ConfigNotExist" ? ShipperTaskStatus.Fail : ShipperTaskStatus.Success;
        scene.Add("idle");

        GoldenText.AssertIs(
            $"{language}/html",
            scene,
            WithoutStyle(await scene.RunAsync(["status", .. OneShipper, .. scene.Window, "-o", "html"], Lang(language))),
            WithoutStyle(await scene.RunAsync(["status", Scene.Shipper.Project, .. scene.Window, "-o", "html"], Lang(language))),
            WithoutStyle(await scene.RunAsync(["retry", .. OneShipper, "--failed", "--yes", "--wait", "--interval", "1s", .. scene.Window, "-o", "html"], Lang(language))));
    }

    [Theory]
    [InlineData("status ali-test-project -o json")]
    [InlineData("status ali-test-project -o jsonl")]
    [InlineData("status ali-test-project -o csv")]
    [InlineData("tasks ali-test-project/test-logstore/test-shipper -o json")]
    [InlineData("tasks ali-test-project/test-logstore/test-shipper -o csv")]
    [InlineData("retry ali-test-project --failed --dry-run -o json")]
    [InlineData("retry ali-test-project --failed --dry-run -o csv")]
    public async Task What_programs_read_does_not_depend_on_the_language(string command)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        scene.Add("second").AddTask(ShipperTaskStatus.Fail, createdAt: scene.Hour.AddHours(-1), code: "UnAuthorized");
        scene.Service.FailNext(
            FakeFault.Error(HttpStatusCode.Forbidden, LogServiceErrorCodes.Unauthorized, "denied"), count: 100, when: static request => request.Path.Contains("/second/", StringComparison.Ordinal));

        var english = await scene.RunAsync([.. command.Split(' '), .. scene.Window]);
        var chinese = await scene.RunAsync([.. command.Split(' '), .. scene.Window, "--lang", "zh-CN"]);

        Assert.Equal((GoldenText.Steady(english.Output, scene), english.ExitCode), (GoldenText.Steady(chinese.Output, scene), chinese.ExitCode));
    }

    [Fact]
    public async Task The_option_comes_before_the_environment()
    {
        await using var scene = await Scene.StartAsync();

        var english = await scene.RunAsync(["help", "retry", "--lang", "en"], Lang("zh-CN"));
        var chinese = await scene.RunAsync(["help", "retry", "--lang=zh-CN"]);

        Assert.StartsWith("  Retry failed tasks.\n", english.Output, StringComparison.Ordinal);
        Assert.StartsWith("  重试失败的任务。\n", chinese.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_describes_in_the_language()
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(["__complete", "10", "shipper re"], Lang("zh-CN"));

        Assert.Contains("retry\t重试失败的任务。\n", run.Output, StringComparison.Ordinal);
    }

    private static (string, string) Lang(string language) => ("LC_ALL", language == "en" ? "C.UTF-8" : "zh_CN.UTF-8");

    private static Run Steady(Run run) => run with { Output = Skew().Replace(Latency().Replace(run.Output, "<n> ms"), "<skew>") };

    private static Run WithoutStyle(Run run) => run with { Output = LagCell().Replace(Style().Replace(run.Output, "<style></style>"), "><lag><") };

    [GeneratedRegex(@"\d+ ms", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Latency();

    [GeneratedRegex(@"(?<=(by|相差) )\ds", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Skew();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.CultureInvariant | RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Style();

    [GeneratedRegex(@">\d+[dhms][\ddhms]*<", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LagCell();
}
