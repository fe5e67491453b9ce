using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Commands;

/// <summary>Errors are in the words of the command, not of the library.</summary>
public sealed class ErrorTextTests
{
    [Fact]
    public async Task An_endpoint_without_TLS_says_to_write_http()
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(["status", Scene.Shipper.ToString(), "--endpoint", $"127.0.0.1:{scene.Service.BaseAddress.Port}"]);

        Assert.Equal(5, run.ExitCode);
        Assert.Contains("write http:// before it.", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("inner exception", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mysterious")]
    [InlineData("RamRoleArn")]
    public async Task A_profile_that_cannot_be_used_names_no_class(string mode)
    {
        await using var scene = await Scene.StartAsync();
        Directory.CreateDirectory(Path.Combine(scene.Home, ".aliyun"));
        await File.WriteAllTextAsync(Path.Combine(scene.Home, ".aliyun", "config.json"), $$"""{"current":"x","profiles":[{"name":"x","mode":"{{mode}}","access_key_id":"a"}]}""");

        var run = await scene.RunAsync(["status", Scene.Shipper.ToString(), "--profile", "x"]);

        Assert.Equal(4, run.ExitCode);
        Assert.DoesNotContain("Provider", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("LogServiceClientOptions", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_credentials_name_no_class()
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(
            ["status", Scene.Shipper.ToString(), "--endpoint", "http://log.invalid"],
            ("ALIBABA_CLOUD_ACCESS_KEY_ID", ""),
            ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", ""),
            ("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true"));

        Assert.Equal(4, run.ExitCode);
        Assert.DoesNotContain("LogServiceClientOptions", run.Errors, StringComparison.Ordinal);
        Assert.Contains("--profile", run.Errors, StringComparison.Ordinal);
    }
}
