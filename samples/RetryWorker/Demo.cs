using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;
using ShipperClient;
using ShipperClient.Testing;

namespace RetryWorker;

/// <summary>An embedded Log Service with three shippers, two of which fail, and settings that show their recovery within a few seconds.</summary>
internal sealed class Demo : IAsyncDisposable
{
    private static readonly ShipperReference ToOss = new("demo-project", "app-logs", "to-oss");
    private static readonly ShipperReference ToMaxCompute = new("demo-project", "app-logs", "to-maxcompute");
    private static readonly ShipperReference Audit = new("demo-project", "audit", "to-oss");

    private readonly FakeLogService _service;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retry-worker-");

    private Demo(FakeLogService service) => _service = service;

    public Uri Address => _service.BaseAddress;

    public static async Task<Demo> StartAsync()
    {
        var service = await FakeLogService.StartAsync(new FakeLogServiceOptions
        {
            RetryDuration = TimeSpan.FromMilliseconds(100),

            // Nobody fixes the role during the demo, so those tasks fail again until the worker gives up on them.
            RetryOutcome = static task => task.Code == "UnAuthorized" ? ShipperTaskStatus.Fail : ShipperTaskStatus.Success,
        });
        var start = TimeProvider.System.GetUtcNow().AddHours(-6);
        var step = TimeSpan.FromMinutes(5);
        service.AddShipper(ToOss).AddTasks(60, ShipperTaskStatus.Success, start, step);
        service.AddShipper(ToOss).AddTasks(24, ShipperTaskStatus.Fail, start.AddHours(2), step, "InternalServerError", "Internal server error.");
        service.AddShipper(ToOss).AddTasks(7, ShipperTaskStatus.Fail, start.AddHours(5), step, "UnAuthorized", "The role may not write to the bucket.");
        service.AddShipper(ToMaxCompute).AddTasks(13, ShipperTaskStatus.Fail, start.AddHours(4.5), step, "InternalServerError", "Internal server error.");
        service.AddShipper(Audit).AddTasks(72, ShipperTaskStatus.Success, start, step);
        return new Demo(service);
    }

    /// <summary>Overrides the settings of the files, but not those of the environment and the command line.</summary>
    public void Configure(IConfigurationBuilder configuration)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["RetryWorker:Shippers:0"] = ToOss.ToString(),
            ["RetryWorker:Shippers:1"] = ToMaxCompute.ToString(),
            ["RetryWorker:Shippers:2"] = Audit.ToString(),
            ["RetryWorker:Interval"] = "00:00:01",
            ["RetryWorker:MaxTries"] = "2",

            // The ids are the same in every run of the demo, so each run needs a state of its own.
            ["RetryWorker:StateFile"] = Path.Combine(_folder.FullName, "state.json"),
        };
        var afterFiles = configuration.Sources.ToList().FindLastIndex(static source => source is JsonConfigurationSource) + 1;
        configuration.Sources.Insert(afterFiles, new MemoryConfigurationSource { InitialData = settings });
    }

    public void Configure(LogServiceClientOptions options)
    {
        options.Endpoint = _service.BaseAddress.ToString();
        options.Credentials = new StaticCredentialsProvider(_service.Credentials.AccessKeyId, _service.Credentials.AccessKeySecret);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
