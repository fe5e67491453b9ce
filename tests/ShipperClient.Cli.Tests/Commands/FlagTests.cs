using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Commands;

public sealed class FlagTests
{
    [Theory]
    [InlineData("retry {0} {1} --wait=30m", "--wait")]
    [InlineData("retry {0} {1} --yes=sure", "--yes")]
    [InlineData("retry {0} {1} -y=sure", "-y")]
    [InlineData("retry {0} {1} --yes:sure", "--yes")]
    [InlineData("retry {0} {1} --force=1", "--force")]
    [InlineData("retry {0} {1} --dry-run=no", "--dry-run")]
    [InlineData("retry {0} --failed=all", "--failed")]
    [InlineData("retry {0} {1} --utc=1", "--utc")]
    [InlineData("retry {0} {1} --verbose=maybe", "--verbose")]
    [InlineData("--no-color=x retry {0} {1}", "--no-color")]
    public async Task A_flag_with_a_value_is_refused_and_nothing_is_sent(string command, string flag)
    {
        await using var scene = await Scene.StartAsync();
        var id = scene.AddNight().Tasks.First(static task => task.Status == ShipperTaskStatus.Fail).Id;

        var run = await scene.RunAsync(command.Split(' ').Select(word => word.Replace("{0}", Scene.Shipper.ToString(), StringComparison.Ordinal).Replace("{1}", id, StringComparison.Ordinal)));

        Assert.Equal((2, $"shipper: {flag} takes no value. See: shipper retry --help\n"), (run.ExitCode, run.Errors));
        Assert.Empty(scene.Service.Requests);
    }

    [Fact]
    public async Task A_word_that_begins_with_an_at_sign_is_an_id_and_no_file()
    {
        await using var scene = await Scene.StartAsync();
        scene.AddNight();
        await File.WriteAllTextAsync(Path.Combine(scene.Home, "ids"), "--failed --yes");

        await scene.RunAsync(["retry", Scene.Shipper.ToString(), $"@{scene.Home}/ids", "--force"]);

        Assert.Equal($"[\"@{scene.Home}/ids\"]", scene.Service.Requests.Single(static request => request.Method == "PUT").BodyText);
    }
}
