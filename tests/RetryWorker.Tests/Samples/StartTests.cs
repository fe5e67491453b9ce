using System.Diagnostics;
using System.Net;
using RetryWorker.Tests.Support;
using ShipperClient;
using ShipperClient.Testing;

namespace RetryWorker.Tests.Samples;

/// <summary>What stops the sample worker at its start: one line for each mistake, exit code 1, no stack trace.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retry-worker-tests-");

    private string StateFile => Path.Combine(_folder.FullName, "state.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task State_without_tasks_is_moved_aside_like_any_broken_file()
    {
        await File.WriteAllTextAsync(StateFile, """{"demo/nginx/oss": {}}""");

        var (exitCode, output, errors) = await WorkerProcess.RunAsync(["--passes", "1", "--RetryWorker:StateFile", StateFile]);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains($"{StateFile} is broken and was moved to {StateFile}.broken", output, StringComparison.Ordinal);
        Assert.Equal("""{"demo/nginx/oss": {}}""", await File.ReadAllTextAsync(StateFile + ".broken"));
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("pipe")]
    [InlineData("device")]
    public async Task State_file_that_is_no_regular_file_stops_the_start_and_stays(string kind)
    {
        switch (kind)
        {
            case "folder":
                Directory.CreateDirectory(StateFile);
                break;
            case "pipe":
                using (var mkfifo = Process.Start("mkfifo", StateFile))
                {
                    await mkfifo.WaitForExitAsync();
                }

                break;
            default:
                // Through a link: whatever goes wrong, the machine's device stays.
                File.CreateSymbolicLink(StateFile, "/dev/full");
                break;
        }

        var (exitCode, output, errors) = await WorkerProcess.RunAsync(["--passes", "1", "--RetryWorker:StateFile", StateFile]);

        AssertOneLine($"RetryWorker:StateFile is {StateFile}, which is not a file.", exitCode, output, errors);
        Assert.Equal([StateFile], Directory.EnumerateFileSystemEntries(_folder.FullName), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".lock")]
    [InlineData(".owner")]
    public async Task State_file_behind_a_link_stops_the_start_and_what_it_leads_to_stays(string suffix)
    {
        var target = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(target, "precious");
        File.CreateSymbolicLink(StateFile + suffix, target);

        var (exitCode, output, errors) = await WorkerProcess.RunAsync(["--passes", "1", "--RetryWorker:StateFile", StateFile]);

        AssertOneLine($"RetryWorker:StateFile is {StateFile}{suffix}, which is a symbolic link.", exitCode, output, errors);
        Assert.Equal("precious", await File.ReadAllTextAsync(target));
        File.Delete(target);
    }

    [Fact]
    public async Task State_file_that_is_too_long_stops_the_start()
    {
        await using (var file = File.Create(StateFile))
        {
            file.SetLength((64 * 1024 * 1024) + 1);
        }

        var (exitCode, output, errors) = await WorkerProcess.RunAsync(["--passes", "1", "--RetryWorker:StateFile", StateFile]);

        AssertOneLine($"RetryWorker:StateFile {StateFile} cannot be read: {StateFile} is longer than 65536 KiB.", exitCode, output, errors);
    }

    [Fact]
    public async Task Files_of_the_state_are_the_users_alone_and_a_planted_one_is_not_followed()
    {
        var target = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(target, "precious");
        File.CreateSymbolicLink(StateFile + ".tmp", target);

        await WorkerProcess.RunAsync(["--passes", "1", "--RetryWorker:StateFile", StateFile]);

        Assert.Equal("precious", await File.ReadAllTextAsync(target));
        Assert.Equal([StateFile, StateFile + ".lock", StateFile + ".tmp"], Directory.GetFileSystemEntries(_folder.FullName).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.All([StateFile, StateFile + ".lock"], static path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(path)));
        File.Delete(target);
    }

    [Fact]
    public async Task Broken_state_file_that_cannot_be_moved_stops_the_start()
    {
        await File.WriteAllTextAsync(StateFile, "{");
        Directory.CreateDirectory(StateFile + ".broken");

        var (exitCode, output, errors) = await WorkerProcess.RunAsync(["--passes", "1", "--RetryWorker:StateFile", StateFile]);

        AssertOneLine($"RetryWorker:StateFile {StateFile} is broken", exitCode, output, errors);
        Assert.Equal("{", await File.ReadAllTextAsync(StateFile));
    }

    [Fact]
    public async Task Second_worker_with_the_same_state_file_refuses_to_start_and_names_the_first()
    {
        await using var service = await FakeLogService.StartAsync();
        service.AddShipper(WorkerFixture.Shipper);
        await using var first = WorkerProcess.Start([], RealService(service));
        await first.WaitForOutputAsync("Pass 1:");

        var (exitCode, output, errors) = await WorkerProcess.RunAsync(["--passes", "1"], RealService(service));

        AssertOneLine($"RetryWorker:StateFile {StateFile} is in use by process {first.Id} on {Environment.MachineName}", exitCode, output, errors);
    }

    [Theory]
    [InlineData("--LogService:Endpont", "LogService:Endpont is in the configuration, but is not a setting. Did you mean Endpoint?")]
    [InlineData("--unknown", "unknown is not a setting.")]
    [InlineData("--RetryWorkr:Interval", "RetryWorkr is not a setting. Did you mean RetryWorker?")]
    [InlineData("--RetryWorker:Shippers", "RetryWorker:Shippers is the single value \"3\", but must be a list: set RetryWorker:Shippers:0, such as my-project/my-logstore/my-shipper.")]
    public async Task Setting_that_does_nothing_stops_the_start(string name, string expected)
    {
        var (exitCode, output, errors) = await WorkerProcess.RunAsync(["--passes", "1", name, "3"]);

        Assert.Equal(1, exitCode);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_reported_together()
    {
        var (exitCode, _, errors) = await WorkerProcess.RunAsync(
            ["--RetryWorker:Intervall", "1", "--RetryWorker:Overlap", "soon", "--LogService:Endpont", "x", "--LogService:MaxRetryAttempts", "99", "--RetryWorker:Shippers:0", "a/b/c"]);

        Assert.Equal(1, exitCode);
        string[] expected = ["RetryWorker:Intervall ", "RetryWorker:Overlap ", "LogService:Endpont ", "LogService:MaxRetryAttempts ", "LogService:Endpoint "];
        Assert.All(expected, name => Assert.Single(errors.Split('\n'), line => line.StartsWith(name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Passes_in_which_every_shipper_fails_end_with_exit_code_1()
    {
        await using var service = await FakeLogService.StartAsync();
        service.FailNext(FakeFault.Error(HttpStatusCode.NotFound, LogServiceErrorCodes.ProjectNotExist), count: 100);

        var (exitCode, output, _) = await WorkerProcess.RunAsync(["--passes", "1"], RealService(service));

        Assert.Equal(1, exitCode);
        Assert.Contains("Pass 1: 1 shippers, 0 tasks retried, 0 given up, 1 shippers with an error", output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'), static line => line.Contains("did not complete", StringComparison.Ordinal));
    }

    private static void AssertOneLine(string start, int exitCode, string output, string errors)
    {
        Assert.StartsWith(start, errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private (string Name, string Value)[] RealService(FakeLogService service) =>
    [
        ("LogService__Endpoint", service.BaseAddress.ToString()),
        ("RetryWorker__Shippers__0", WorkerFixture.Shipper.ToString()),
        ("RetryWorker__StateFile", StateFile),
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", service.Credentials.AccessKeyId),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", service.Credentials.AccessKeySecret),
    ];

    private static UnixFileMode? ModeOf(string path) => OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(path);
}
