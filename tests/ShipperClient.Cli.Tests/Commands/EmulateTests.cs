using ShipperClient.Cli.Tests.Support;

namespace ShipperClient.Cli.Tests.Commands;

public sealed class EmulateTests
{
    [Fact]
    public async Task Every_other_command_works_on_it_without_credentials_until_it_is_interrupted()
    {
        await using var scene = await Scene.StartAsync();
        using var emulator = ShipperProcess.Start(scene.Home, ["emulate", "--port", "0"]);
        var address = await emulator.Output.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));

        var status = await TryAsync("status", "demo/app/oss");
        var all = await TryAsync("status", "demo", "--last", "12h", "-o", "csv");
        var retry = await TryAsync("retry", "demo/app/oss", "--failed", "--yes", "--wait", "--interval", "1s", "-o", "csv");
        await emulator.InterruptAsync();
        var run = await emulator.EndAsync();

        Assert.StartsWith("http://127.0.0.1:", address, StringComparison.Ordinal);
        Assert.Equal((0, 0, 1), (status.ExitCode, all.ExitCode, retry.ExitCode));
        Assert.Contains("InvalidOssBucket", status.Output, StringComparison.Ordinal);
        Assert.Equal(6, all.Output.TrimEnd('\n').Split('\n').Length);
        Assert.Contains(",taken,,success,", retry.Output, StringComparison.Ordinal);
        Assert.Contains(",taken,,fail,unauthorized,", retry.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains($"shipper status demo --endpoint {address}", run.Errors, StringComparison.Ordinal);

        async Task<Run> TryAsync(params string[] arguments)
        {
            using var process = ShipperProcess.Start(scene.Home, [.. arguments, "--endpoint", address!]);
            process.Input.Close();
            return await process.EndAsync();
        }
    }

    [Fact]
    public async Task Requests_are_logged_with_verbose()
    {
        await using var scene = await Scene.StartAsync();
        using var emulator = ShipperProcess.Start(scene.Home, ["emulate", "--port", "0", "--verbose"]);
        var address = await emulator.Output.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        using var retry = ShipperProcess.Start(scene.Home, ["retry", "demo/app/oss", "x", "--force", "--endpoint", address!]);
        retry.Input.Close();
        await retry.EndAsync();
        await emulator.InterruptAsync();

        Assert.Matches("\\d\\d:\\d\\d:\\d\\d PUT /logstores/app/shipper/oss/tasks \\[\"x\"\\]", (await emulator.EndAsync()).Errors);
    }

    [Fact]
    public async Task A_port_without_permission_is_a_mistake_of_the_call()
    {
        Tools.Need("setpriv", "--version");
        await using var scene = await Scene.StartAsync();
        var asUser = System.Environment.UserName == "root" ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";

        var run = await scene.RunShellAsync($"exec {asUser}dotnet '{Places.Command}' emulate --port 80");

        Assert.Equal((2, "shipper: Cannot listen on 127.0.0.1:80: permission denied; ports below 1024 are for administrators. Give another port with --port, or 0 for any free port.\n"), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task Web_page_can_neither_use_nor_fill_it()
    {
        await using var scene = await Scene.StartAsync();
        using var emulator = ShipperProcess.Start(scene.Home, ["emulate", "--port", "0"]);
        var address = await emulator.Output.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        using var http = new HttpClient { BaseAddress = new Uri(address!) };

        Assert.Equal(403, await PostAsync("Origin", "https://attacker.example", "x"));
        Assert.Equal(403, await PostAsync("Host", "demo.attacker.example", "x"));
        Assert.Equal(413, await PostAsync("Host", "demo.127.0.0.1", new string('x', 70_000)));
        Assert.Equal(400, await PostAsync("Host", "demo.127.0.0.1", "x"));
        await emulator.InterruptAsync();
        await emulator.EndAsync();

        async Task<int> PostAsync(string header, string value, string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/logstores") { Content = new StringContent(body) };
            request.Headers.Add(header, value);
            using var response = await http.SendAsync(request);
            return (int)response.StatusCode;
        }
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_reported()
    {
        await using var scene = await Scene.StartAsync();

        GoldenText.AssertIs("emulate-port-taken", scene, await scene.RunAsync(["emulate", "--port", $"{scene.Service.BaseAddress.Port}"]));
    }
}
