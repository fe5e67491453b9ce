using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ShipperClient.Testing;

namespace ShipperClient.Benchmarks;

/// <summary>A program beside an embedded Log Service and a credentials URI. It learns by its environment where they are, and what the key is.</summary>
internal sealed class ServedProgram : IAsyncDisposable
{
    // ShipperClient.AotSmoke counts on this number and these names (Given.cs there).
    private const int FailedTasks = 100;

    private static readonly ShipperReference Reference = new("aot-project", "aot-logstore", "aot-shipper");

    private readonly WebApplication _credentials;

    private ServedProgram(FakeLogService service, FakeShipper shipper, WebApplication credentials) => (Service, Shipper, _credentials) = (service, shipper, credentials);

    public FakeLogService Service { get; }

    public FakeShipper Shipper { get; }

    public static async Task<ServedProgram> StartAsync()
    {
        var service = await FakeLogService.StartAsync();
        var shipper = service.AddShipper(Reference);
        shipper.AddTasks(FailedTasks, ShipperTaskStatus.Fail, TimeProvider.System.GetUtcNow().AddHours(-1), code: "UnAuthorized");

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var credentials = builder.Build();
        var reply = string.Create(CultureInfo.InvariantCulture, $$"""
            {"Code":"Success","AccessKeyId":"{{service.Credentials.AccessKeyId}}","AccessKeySecret":"{{service.Credentials.AccessKeySecret}}",
             "Expiration":"{{TimeProvider.System.GetUtcNow().AddHours(6):yyyy-MM-ddTHH:mm:ssZ}}"}
            """);
        credentials.MapGet("/credentials", () => Results.Text(reply, "application/json"));
        await credentials.StartAsync();
        return new ServedProgram(service, shipper, credentials);
    }

    public async Task<int> RunAsync(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1));
        foreach (var inherited in start.Environment.Keys.Where(static name => name.StartsWith("ALIBABA_CLOUD_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["LogService__Endpoint"] = Service.BaseAddress.GetLeftPart(UriPartial.Authority);
        start.Environment["ALIBABA_CLOUD_ACCESS_KEY_ID"] = Service.Credentials.AccessKeyId;
        start.Environment["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = Service.Credentials.AccessKeySecret;
        start.Environment["ALIBABA_CLOUD_CREDENTIALS_URI"] = $"{_credentials.Urls.Single()}/credentials";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _credentials.DisposeAsync();
        await Service.DisposeAsync();
    }
}
