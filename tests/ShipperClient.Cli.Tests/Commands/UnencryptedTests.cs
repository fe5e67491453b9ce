using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Commands;

/// <summary>Whether an endpoint is this machine is for the library to say, and what leaves it over http is remarked once.</summary>
public sealed class UnencryptedTests
{
    private const string Remark = "shipper: Requests go over http: everyone on the way can read the security token and the data. Use https:// unless the whole way is yours.\n";

    [Theory]
    [InlineData("http://log.invalid", true)]
    [InlineData("https://log.invalid", false)]
    [InlineData("http://127.0.0.1:1", false)]
    public async Task An_http_endpoint_of_another_machine_is_remarked(string endpoint, bool isRemarked)
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(["status", Scene.Shipper.ToString(), "--endpoint", endpoint, "--timeout", "1s", "-o", "json"]);

        Assert.Equal(5, run.ExitCode);
        Assert.Equal(isRemarked, run.Errors.StartsWith(Remark, StringComparison.Ordinal));
        Assert.Equal(isRemarked ? 2 : 1, run.Errors.Split("over http:").Length);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost.")]
    [InlineData("127.1")]
    public async Task The_emulators_key_signs_for_an_endpoint_that_the_library_takes_for_this_machine(string host)
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(["doctor", Scene.Shipper.ToString(), "--endpoint", $"http://{host}:{scene.Service.BaseAddress.Port}"], ("ALIBABA_CLOUD_ACCESS_KEY_ID", ""), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", ""));

        Assert.Contains("the emulator's key, for an endpoint on this machine", run.Output, StringComparison.Ordinal);
    }
}
