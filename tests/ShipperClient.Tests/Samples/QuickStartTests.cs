using ShipperClient.Testing;

namespace ShipperClient.Tests.Samples;

/// <summary>The README's first command, run as a person runs it.</summary>
public class QuickStartTests
{
    [Fact]
    public async Task Shows_the_state_the_failures_by_reason_the_retries_and_the_state_after()
    {
        var (exitCode, output, errors) = await RunAsync([]);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("Before:  240 tasks: 202 success, 2 running, 36 fail", output, StringComparison.Ordinal);
        Assert.Contains("InvalidOssBucket       12", output, StringComparison.Ordinal);
        Assert.Contains("About to retry 36 failed tasks, 10 at a time", output, StringComparison.Ordinal);
        Assert.Equal(4, output.Split("tasks taken").Length - 1);
        Assert.Contains("After:   240 tasks: 229 success, 2 running, 9 fail", output, StringComparison.Ordinal);
        Assert.Contains("9 tasks failed again", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_endpoint_does_the_same_there_with_credentials_from_the_environment()
    {
        await using var service = await FakeLogService.StartAsync();
        var shipper = service.AddShipper(Sample.Shipper);
        shipper.AddTasks(12, ShipperTaskStatus.Fail, DateTimeOffset.UtcNow.AddHours(-1), code: "ConfigNotExist");
        string[] arguments = ["--endpoint", service.BaseAddress.ToString(), Sample.Shipper.ToString()];

        var (exitCode, output, errors) = await RunAsync(
            arguments, ("ALIBABA_CLOUD_ACCESS_KEY_ID", service.Credentials.AccessKeyId), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", service.Credentials.AccessKeySecret));

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.True(
            output.IndexOf("About to retry 12 failed tasks", StringComparison.Ordinal) is var told and > 0
            && told < output.IndexOf("batch", StringComparison.Ordinal),
            output);
        Assert.Contains("After:   12 tasks: 12 success, 0 running, 0 fail", output, StringComparison.Ordinal);
        Assert.All(service.Requests, request => Assert.Equal(SignatureVerdict.Valid, request.SignatureVerdict));
    }

    [Theory]
    [InlineData(2, "Usage", "--help")]
    [InlineData(2, "Usage", "--endpoint", "cn-hangzhou.log.aliyuncs.com", "no-shipper")]
    [InlineData(1, "ALIBABA_CLOUD_ACCESS_KEY_ID", "--endpoint", "http://127.0.0.1:1", "a/b/c")]
    [InlineData(1, "is not a host", "--endpoint", "http://:", "a/b/c")]
    public async Task Says_what_is_wrong(int expected, string told, params string[] arguments)
    {
        var (exitCode, _, errors) = await RunAsync(arguments, ("ALIBABA_CLOUD_ACCESS_KEY_ID", ""));

        Assert.Equal(expected, exitCode);
        Assert.Contains(told, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, params (string Name, string Value)[] environment) =>
        SampleProcess.RunAsync("QuickStart", arguments, environment);
}
