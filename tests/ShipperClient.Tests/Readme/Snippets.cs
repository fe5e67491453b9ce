#pragma warning disable MA0048 // The pages show these types side by side.
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NSubstitute;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Readme;

/// <summary>The code of the pages, between regions. <see cref="SnippetTests"/> runs it and checks that the pages show exactly this.</summary>
internal static class Snippets
{
    public static LogServiceClient Create()
    {
        #region create
        using var client = LogServiceClient.Create(new LogServiceClientOptions
        {
            Endpoint = "cn-hangzhou.log.aliyuncs.com",
            Credentials = new EnvironmentCredentialsProvider(),
        });
        #endregion
        return client;
    }

    public static LogServiceClient CreateWithProfile()
    {
        #region cli profile
        using var client = LogServiceClient.Create(new LogServiceClientOptions
        {
            Endpoint = "cn-hangzhou.log.aliyuncs.com",
            Credentials = new CliProfileCredentialsProvider("on-call"),
        });
        #endregion
        return client;
    }

    public static async Task FirstCallAsync(LogServiceClient client)
    {
        #region first call
        var shipper = new ShipperReference("ali-test-project", "test-logstore", "test-shipper");
        var page = await client.GetShipperStatusAsync(ShipperStatusQuery.Last(shipper, TimeSpan.FromHours(6)) with { Status = ShipperTaskStatus.Fail });
        if (page.Tasks.Count > 0)
        {
            await client.RetryShipperTasksAsync(shipper, page.Tasks.Take(10).Select(t => t.Id).ToList());
        }
        #endregion
    }

    public static void AssumeRole(LogServiceClientOptions options)
    {
        #region assume role
        options.Credentials = new AssumeRoleCredentialsProvider(
            "acs:ram::1234567890123456:role/shipper-reader", new DefaultCredentialsProvider(), duration: TimeSpan.FromMinutes(30), stsRegion: "cn-hangzhou");
        #endregion
    }

    public static void Register(IHostApplicationBuilder builder)
    {
        #region register
        builder.Services.AddLogServiceClient(options => options.Endpoint = "cn-hangzhou.log.aliyuncs.com");
        #endregion
    }

    public static void RegisterRotating(IHostApplicationBuilder builder, Func<CancellationToken, ValueTask<LogServiceCredentials>> ReadFromVaultAsync)
    {
        #region rotating
        var vault = new RotatingCredentialsProvider(cancellationToken => ReadFromVaultAsync(cancellationToken), source: "the vault");
        builder.Services.AddLogServiceClient(options => (options.Endpoint, options.Credentials) = ("cn-hangzhou.log.aliyuncs.com", vault));
        #endregion
    }

    public static async Task OperationsAsync(LogServiceClient client, ShipperReference shipper, CancellationToken cancellationToken)
    {
        #region status
        var query = ShipperStatusQuery.Last(shipper, TimeSpan.FromHours(24)) with { Status = ShipperTaskStatus.Fail, Offset = 0, Size = 500 };
        var page = await client.GetShipperStatusAsync(query, cancellationToken);

        Console.WriteLine($"{page.Statistics.Fail} of the window's tasks failed; this page has {page.Count} of {page.Total}");
        foreach (var task in page.Tasks)
        {
            Console.WriteLine($"{task.CreatedAt:u} {task.Id} {task.FailureReason}: {JsonEncodedText.Encode(task.Message ?? "")}");
        }
        #endregion

        #region retry
        await client.RetryShipperTasksAsync(shipper, ["a9b0c1d2e3f405162738495a6b7c8d9e"], cancellationToken);
        #endregion

        #region loops
        await foreach (var task in client.ListShipperTasksAsync(query, cancellationToken))
        {
            Console.WriteLine(task.Id);
        }

        await foreach (var batch in client.RetryFailedShipperTasksAsync(shipper, TimeSpan.FromHours(24), maxConcurrency: 4, cancellationToken))
        {
            Console.WriteLine($"{batch.Number}/{batch.BatchCount}: {(batch.Succeeded ? "taken" : batch.Error!.Message)}");
        }
        #endregion
    }

    public static async Task ProjectAsync(LogServiceClient client, CancellationToken cancellationToken)
    {
        #region project
        await foreach (var found in client.ListShipperReferencesAsync("ali-test-project", cancellationToken))
        {
            var summary = await client.SummarizeShipperAsync(found, TimeSpan.FromHours(12), cancellationToken);
            Console.WriteLine($"{found}: {summary.Statistics.Fail} failed, last data {summary.Lag} ago");
            foreach (var failure in summary.Failures)
            {
                Console.WriteLine($"  {failure.Count} x {failure.Reason}: {failure.SampleMessage}");
            }
        }
        #endregion
    }

    public static async Task WaitAsync(LogServiceClient client, ShipperReference shipper, IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken)
    {
        #region wait
        await foreach (var task in client.WaitForShipperTasksAsync(shipper, taskIds, pollInterval: TimeSpan.FromSeconds(10), timeout: TimeSpan.FromMinutes(15), cancellationToken))
        {
            Console.WriteLine($"{task.Id}: {task.Status} {JsonEncodedText.Encode(task.Message ?? "")}");
        }
        #endregion
    }

    public static async Task ErrorsAsync(LogServiceClient client, ShipperReference shipper, IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken)
    {
        #region errors
        try
        {
            await client.RetryShipperTasksAsync(shipper, taskIds, cancellationToken);
        }
        catch (LogServiceNotFoundException exception) when (exception.Resource == LogServiceResource.Shipper)
        {
            Console.Error.WriteLine($"No shipper of this name: {exception.Message}");
        }
        catch (LogServiceException exception) when (exception.IsTransient)
        {
            Console.Error.WriteLine($"Try again later: {exception.Message}");
        }
        #endregion
    }

    public static void RegisterSection(IHostApplicationBuilder builder)
    {
        #region section
        builder.Services.AddLogServiceClient(builder.Configuration.GetSection("LogService"));
        #endregion
    }

    public static void RegisterNamed(IHostApplicationBuilder builder)
    {
        #region named
        builder.Services.AddLogServiceClient("hangzhou", options => options.Endpoint = "cn-hangzhou.log.aliyuncs.com");
        builder.Services.AddLogServiceClient("frankfurt", options => options.Endpoint = "eu-central-1.log.aliyuncs.com");
        builder.Services.AddSingleton<Report>();
        #endregion
    }

    public static void RegisterHandler(IHostApplicationBuilder builder)
    {
        #region handler
        builder.Services
            .AddLogServiceClient(options => options.Endpoint = "cn-hangzhou.log.aliyuncs.com")
            .AddHttpMessageHandler<AuditHandler>();
        #endregion
    }

    public static IEnumerable<object?> NamesOfClients(IHostApplicationBuilder builder)
    {
        #region names
        var names = builder.Services.Where(service => service.ServiceType == typeof(LogServiceClient) && service.IsKeyedService).Select(service => service.ServiceKey);
        #endregion
        return names;
    }

    public static void RegisterFake(IHostApplicationBuilder builder, FakeLogService service)
    {
        #region fake registration
        builder.Services.AddLogServiceClient(service.Configure);
        #endregion
    }

    public static async Task TestingAsync()
    {
        #region testing
        await using var service = await FakeLogService.StartAsync();
        var shipper = service.AddShipper(new ShipperReference("ali-test-project", "test-logstore", "test-shipper"));
        shipper.AddTasks(25, ShipperTaskStatus.Fail, code: "UnAuthorized");
        service.FailNext(FakeFault.Error(HttpStatusCode.ServiceUnavailable, LogServiceErrorCodes.ServerBusy));

        using var client = service.CreateClient();
        var batches = await client.RetryFailedShipperTasksAsync(shipper.Reference, TimeSpan.FromHours(1)).ToListAsync();

        Assert.Equal(3, batches.Count);
        Assert.DoesNotContain(shipper.Tasks, task => task.Status == ShipperTaskStatus.Fail);
        #endregion
    }

    public static async Task SubstituteAsync()
    {
        #region substitute
        var shipper = new ShipperReference("ali-test-project", "test-logstore", "test-shipper");
        var failed = new ShipperTask { Id = "a9b0c1d2e3f405162738495a6b7c8d9e", Status = ShipperTaskStatus.Fail };
        var client = Substitute.For<LogServiceClient>();
        client.GetShipperStatusAsync(Arg.Any<ShipperStatusQuery>(), Arg.Any<CancellationToken>())
            .Returns(new ShipperStatusPage(Count: 1, Total: 1, new ShipperTaskStatistics(Running: 0, Success: 0, Fail: 1), [failed]));

        var batches = await client.RetryFailedShipperTasksAsync(shipper, TimeSpan.FromHours(1)).ToListAsync();

        Assert.True(batches.Single().Succeeded);
        await client.Received().RetryShipperTasksAsync(shipper, Arg.Is<IReadOnlyCollection<string>>(ids => ids.Contains(failed.Id)), Arg.Any<CancellationToken>());
        #endregion
    }
}

#region keyed
public sealed class Report([FromKeyedServices("hangzhou")] LogServiceClient hangzhou, [FromKeyedServices("frankfurt")] LogServiceClient frankfurt)
#endregion
{
    public IReadOnlyList<LogServiceClient> Clients => [hangzhou, frankfurt];
}

#region provider
public sealed class VaultCredentialsProvider(IVault vault) : ILogServiceCredentialsProvider
{
    private LogServiceCredentials? _cached;

    public async ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) =>
        _cached ??= await vault.ReadAsync("log-service", cancellationToken);

    public void Invalidate(LogServiceCredentials rejected) => Interlocked.CompareExchange(ref _cached, null, rejected);
}
#endregion

public interface IVault
{
    Task<LogServiceCredentials> ReadAsync(string name, CancellationToken cancellationToken);
}

internal sealed class AuditHandler : DelegatingHandler;
