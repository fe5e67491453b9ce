using ShipperClient.Testing;

namespace ShipperClient.Cli.Tests.Support;

/// <summary>An embedded service and an empty home for the command.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public static readonly ShipperReference Shipper = new("ali-test-project", "test-logstore", "test-shipper");

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("shipper-tests-");

    private Scene(FakeLogService service) => Service = service;

    public FakeLogService Service { get; }

    /// <summary>The start of the hour that the test began in: what is created before it has the same place in a timeline whenever the test runs.</summary>
    public DateTimeOffset Hour { get; } = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 3600 * 3600);

    public string Home => _home.FullName;

    public string Endpoint => Service.BaseAddress.GetLeftPart(UriPartial.Authority);

    /// <summary>The four hours up to <see cref="Hour"/>.</summary>
    public string[] Window => ["--from", $"{Hour.AddHours(-4):yyyy-MM-dd'T'HH:mm:ss'Z'}", "--to", $"{Hour:yyyy-MM-dd'T'HH:mm:ss'Z'}"];

    public static async Task<Scene> StartAsync(Action<FakeLogServiceOptions>? configure = null)
    {
        var options = new FakeLogServiceOptions { RetryDuration = TimeSpan.Zero };
        configure?.Invoke(options);
        return new Scene(await FakeLogService.StartAsync(options));
    }

    public FakeShipper Add(string name = "test-shipper", string logstore = "test-logstore") => Service.AddShipper(Shipper with { Logstore = logstore, Name = name });

    /// <summary>Four hours with failures of three reasons in them, one message in Chinese.</summary>
    public FakeShipper AddNight()
    {
        var shipper = Add();
        shipper.AddTasks(30, ShipperTaskStatus.Success, Hour.AddHours(-4), TimeSpan.FromMinutes(6));
        shipper.AddTasks(12, ShipperTaskStatus.Fail, Hour.AddHours(-2.9), TimeSpan.FromMinutes(3), "InvalidOssBucket", "The bucket app-logs-archive does not exist or is in another region.");
        shipper.AddTasks(2, ShipperTaskStatus.Fail, Hour.AddHours(-1.5), TimeSpan.FromMinutes(3), "ConfigNotExist", "日志投递已停用：请重新启用投递配置后再重试。");
        shipper.AddTasks(1, ShipperTaskStatus.Fail, Hour.AddHours(-1.2), code: null, message: "Partition \u001b[31mred\u001b[0m\nformat is not valid.");
        shipper.AddTasks(3, ShipperTaskStatus.Running, Hour.AddHours(-0.5), TimeSpan.FromMinutes(3));
        return shipper;
    }

    public ShipperProcess Start(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment) =>
        ShipperProcess.Start(Home, arguments, [.. Environment, .. environment]);

    public async Task<Run> RunAsync(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        using var process = Start(arguments, environment);
        process.Input.Close();
        return await process.EndAsync();
    }

    /// <summary>Runs a line of a shell in which <c>shipper</c> is the command.</summary>
    public async Task<Run> RunShellAsync(string line, params IEnumerable<(string Name, string Value)> environment)
    {
        using var process = ShipperProcess.Start(
            "bash", ["-c", $"shipper() {'{'} dotnet '{Places.Command}' \"$@\"; {'}'}\n{line}"], Home, line, [.. Environment, .. environment]);
        process.Input.Close();
        return await process.EndAsync();
    }

    public IEnumerable<(string Name, string Value)> Environment =>
    [
        ("SHIPPER_ENDPOINT", Endpoint),
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", Service.Credentials.AccessKeyId),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", Service.Credentials.AccessKeySecret),
    ];

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _home.Delete(recursive: true);
    }
}
