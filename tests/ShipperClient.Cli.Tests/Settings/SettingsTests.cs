using ShipperClient.Cli.Tests.Support;
using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Settings;

/// <summary>Options go before the environment, and that before the file.</summary>
public sealed class SettingsTests
{
    private const string Nowhere = "http://127.0.0.1:1";

    private static readonly (string, string)[] NoCredentials = [("ALIBABA_CLOUD_ACCESS_KEY_ID", ""), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "")];

    [Theory]
    [InlineData(true, null, null, 0)]
    [InlineData(true, Nowhere, Nowhere, 0)]
    [InlineData(false, true, Nowhere, 0)]
    [InlineData(false, null, true, 0)]
    [InlineData(false, Nowhere, true, 5)]
    [InlineData(false, null, null, 2)]
    public async Task The_endpoint_is_taken_from_the_option_then_the_environment_then_the_file(bool option, object? environment, object? file, int exitCode)
    {
        await using var scene = await Scene.StartAsync();
        scene.Add();
        WriteConfig(scene, Path.Combine(scene.Home, ".config"), file is null ? "{}" : $$"""{ "endpoint": "{{(file is true ? scene.Endpoint : file)}}" }""");

        var run = await scene.RunAsync(
            ["tasks", Scene.Shipper.ToString(), "--timeout", "1s", .. option ? (string[])["--endpoint", scene.Endpoint] : []],
            ("SHIPPER_ENDPOINT", environment switch { true => scene.Endpoint, string text => text, _ => "" }));

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(exitCode == 0, scene.Service.Requests.Count > 0);
    }

    [Fact]
    public async Task The_file_of_XDG_CONFIG_HOME_sets_what_the_options_would()
    {
        await using var scene = await Scene.StartAsync(static options => options.Region = "cn-hangzhou");
        scene.AddNight();
        var folder = Path.Combine(scene.Home, "elsewhere");
        WriteConfig(scene, folder, $$"""
            {
              // As the options, without the dashes.
              "endpoint": "{{scene.Endpoint}}", "region": "cn-hangzhou", "signature": "v4", "lookback": "48h", "timeout": "30s", "last": "30h", "output": "csv",
            }
            """);

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString()], ("XDG_CONFIG_HOME", folder), ("SHIPPER_ENDPOINT", ""));

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(49, run.Output.TrimEnd('\n').Split('\n').Length);
        var request = Assert.Single(scene.Service.Requests);
        Assert.StartsWith("SLS4-HMAC-SHA256 ", request.Headers["Authorization"], StringComparison.Ordinal);
        var query = request.Parameters.ToDictionary(StringComparer.Ordinal);
        Assert.Equal(30 * 3600, long.Parse(query["to"], provider: null) - long.Parse(query["from"], provider: null));
    }

    [Theory]
    [InlineData("config-unknown", """{ "accessKeySecret": "s3cret" }""")]
    [InlineData("config-no-json", "endpoint = x")]
    [InlineData("config-bad-time", """{ "last": "soon" }""")]
    [InlineData("config-lookback-too-long", """{ "lookback": "3d" }""")]
    [InlineData("config-no-object", "[1]")]
    [InlineData("config-no-text", """{ "timeout": 5 }""")]
    [InlineData("config-bad-output", """{ "output": "xml" }""")]
    public async Task A_mistake_in_the_file_is_named_and_no_value_of_it_is_shown_that_may_be_secret(string text, string json)
    {
        await using var scene = await Scene.StartAsync();
        WriteConfig(scene, Path.Combine(scene.Home, ".config"), json);

        var run = await scene.RunAsync(["status", "a/b/c"]);

        GoldenText.AssertIs(text, scene, run);
        Assert.DoesNotContain("s3cret", run.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("option")]
    [InlineData("variable")]
    [InlineData("file")]
    public async Task A_profile_is_taken_from_the_option_then_the_environment_then_the_file(string from)
    {
        await using var scene = await Scene.StartAsync();
        scene.Add();
        var key = scene.Service.Credentials;
        Directory.CreateDirectory(Path.Combine(scene.Home, ".alibabacloud"));
        await File.WriteAllTextAsync(
            Path.Combine(scene.Home, ".alibabacloud", "credentials.ini"), $"[night]\ntype = access_key\naccess_key_id = {key.AccessKeyId}\naccess_key_secret = {key.AccessKeySecret}\n");
        WriteConfig(scene, Path.Combine(scene.Home, ".config"), from == "file" ? """{ "profile": "night" }""" : """{ "profile": "nobody" }""");

        var run = await scene.RunAsync(
            ["tasks", Scene.Shipper.ToString(), .. from == "option" ? (string[])["--profile", "night"] : []],
            [.. NoCredentials, ("ALIBABA_CLOUD_PROFILE", from == "variable" ? "night" : "")]);

        Assert.Equal((0, SignatureVerdict.Valid), (run.ExitCode, Assert.Single(scene.Service.Requests).SignatureVerdict));
    }

    [Theory]
    [InlineData("current", "config.json", """{"current":"x","profiles":[{"name":"x","mode":"AK","access_key_id":"{0}","access_key_secret":"{1}"}]}""")]
    public async Task The_key_of_the_emulator_precedes_the_profile_files_in_the_home(string _, string file, string json)
    {
        await using var scene = await Scene.StartAsync(static options => options.Credentials = new LogServiceCredentials("shipper-emulator", "shipper-emulator-key"));
        scene.Add();
        Directory.CreateDirectory(Path.Combine(scene.Home, ".aliyun"));
        await File.WriteAllTextAsync(Path.Combine(scene.Home, ".aliyun", file), json.Replace("{0}", "mine", StringComparison.Ordinal).Replace("{1}", "s3cret", StringComparison.Ordinal));

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString()], NoCredentials);

        Assert.Equal((0, SignatureVerdict.Valid), (run.ExitCode, Assert.Single(scene.Service.Requests).SignatureVerdict));
    }

    [Fact]
    public async Task The_key_of_the_emulator_is_not_for_another_host()
    {
        await using var scene = await Scene.StartAsync();

        var run = await scene.RunAsync(
            ["tasks", Scene.Shipper.ToString(), "--endpoint", "http://log.invalid", "--timeout", "2s"], [.. NoCredentials, ("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")]);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("No credentials are configured", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "No credentials are configured. Configure one of these, or name a profile (--profile): an access key (ALIBABA_CLOUD_ACCESS_KEY_ID")]
    [InlineData("BearerToken", "use an AccessKey pair or a RAM role instead.")]
    [InlineData("CloudSSO", "Sign in with the Alibaba Cloud CLI (aliyun configure --profile x).")]
    public async Task Errors_about_credentials_name_commands_and_no_types_of_the_library(string? mode, string expected)
    {
        await using var scene = await Scene.StartAsync();
        if (mode is not null)
        {
            Directory.CreateDirectory(Path.Combine(scene.Home, ".aliyun"));
            await File.WriteAllTextAsync(Path.Combine(scene.Home, ".aliyun", "config.json"), $$"""{"current":"x","profiles":[{"name":"x","mode":"{{mode}}"}]}""");
        }

        var run = await scene.RunAsync(
            ["tasks", Scene.Shipper.ToString(), "--endpoint", "http://log.invalid", "--timeout", "2s"], [.. NoCredentials, ("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")]);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Provider", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("LogServiceClientOptions", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_written_to_standard_error_with_verbose_and_shows_no_secret()
    {
        await using var scene = await Scene.StartAsync();
        scene.Add();
        scene.Service.FailNext(FakeFault.Reset());

        var run = await scene.RunAsync(["tasks", Scene.Shipper.ToString(), "--verbose", "-o", "csv"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("ShipperClient.LogServiceClient[1] Attempt 1 failed; the next one starts", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Attempt", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Service.Credentials.AccessKeySecret, run.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Service.Requests[^1].Headers["Authorization"], run.ToString(), StringComparison.Ordinal);
    }

    private static void WriteConfig(Scene scene, string folder, string json)
    {
        Assert.StartsWith(scene.Home, folder, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(folder, "shipper"));
        File.WriteAllText(Path.Combine(folder, "shipper", "config.json"), json);
    }
}
