using System.Diagnostics;
using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Settings;

/// <summary>The files of the command: what is not a regular file is not touched, and what is written is the user's alone.</summary>
public sealed class FileTests
{
    [Theory]
    [InlineData("pipe", "is not a file.")]
    [InlineData("folder", "is not a file.")]
    [InlineData("device", "is not a file.")]
    [InlineData("long", "is longer than 64 KiB.")]
    public async Task A_configuration_that_is_no_file_or_too_long_is_refused_at_once(string kind, string mistake)
    {
        await using var scene = await Scene.StartAsync();
        var path = await PlantAsync(Path.Combine(scene.Home, ".config", "shipper", "config.json"), kind);

        var run = await scene.RunAsync(["status", Scene.Shipper.ToString()]);

        Assert.Equal((2, $"shipper: {path} cannot be read: {path} {mistake}\n"), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task A_configuration_is_read_through_a_link()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        var file = Path.Combine(scene.Home, "dotfile");
        await File.WriteAllTextAsync(file, """{"output":"json"}""");
        File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(scene.Home, ".config", "shipper")).FullName, "config.json"), file);

        Assert.StartsWith("{", (await scene.RunAsync(["status", Scene.Shipper.ToString()])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_names_for_completion_are_the_users_alone()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();

        await scene.RunAsync(["status", Scene.Shipper.ToString()]);

        var folder = Path.Combine(scene.Home, ".cache", "shipper");
        Assert.Equal([Path.Combine(folder, "targets")], Directory.GetFileSystemEntries(folder));
        Assert.Equal($"{Scene.Shipper}\n", await File.ReadAllTextAsync(Path.Combine(folder, "targets")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(Path.Combine(folder, "targets")));
    }

    [Theory]
    [InlineData("link")]
    [InlineData("pipe")]
    [InlineData("folder")]
    [InlineData("device")]
    public async Task The_names_for_completion_are_written_through_no_link_and_to_nothing_that_is_no_file(string kind)
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        var path = await PlantAsync(Path.Combine(scene.Home, ".cache", "shipper", "targets"), kind);

        var run = await scene.RunAsync(["status", Scene.Shipper.ToString()]);
        var completion = await scene.RunAsync(["__complete", "15", "shipper status "]);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal((0, ""), (completion.ExitCode, completion.Errors));
        Assert.Equal([path], Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
        Assert.Equal(kind is "link" or "device", new FileInfo(path).LinkTarget is not null);
        if (kind == "link")
        {
            Assert.Equal("precious", await File.ReadAllTextAsync(path));
        }
    }

    [Fact]
    public async Task Profiles_in_a_pipe_do_not_hold_up_a_completion()
    {
        await using var scene = await Scene.StartAsync();
        await PlantAsync(Path.Combine(scene.Home, ".aliyun", "config.json"), "pipe");
        await PlantAsync(Path.Combine(scene.Home, ".alibabacloud", "credentials.ini"), "pipe");

        using var process = scene.Start(["__complete", "25", "shipper status --profile "]);
        process.Input.Close();

        var run = await process.EndAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task Ids_without_end_on_standard_input_are_refused()
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunShellAsync($"yes an-id-of-a-task 2>/dev/null | shipper retry {Scene.Shipper} -");

        Assert.Equal((2, "shipper: Standard input has more than 16777216 characters. Give fewer ids at a time.\n"), (run.ExitCode, run.Errors));
        Assert.Empty(scene.Service.Requests);
    }

    private static async Task<string> PlantAsync(string path, string kind)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        switch (kind)
        {
            case "pipe":
                using (var mkfifo = Process.Start("mkfifo", [path]))
                {
                    await mkfifo.WaitForExitAsync();
                }

                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "device":
                // Through a link: whatever goes wrong, the machine's device stays.
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "link":
                var target = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
                await File.WriteAllTextAsync(target, "precious");
                File.CreateSymbolicLink(path, target);
                break;
            default:
                await File.WriteAllTextAsync(path, new string(' ', (64 * 1024) + 1));
                break;
        }

        return path;
    }

    private static UnixFileMode? ModeOf(string path) => OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(path);
}
