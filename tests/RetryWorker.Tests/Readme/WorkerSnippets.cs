using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace RetryWorker.Tests.Readme;

/// <summary>The code of the package's page.</summary>
internal static class WorkerSnippets
{
    public static async Task HostAsync(string[] args)
    {
        #region host
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddLogServiceClient(builder.Configuration.GetSection("LogService"));
        builder.Services.AddShipperRetryWorker(builder.Configuration);

        var app = builder.Build();
        app.MapShipperRetryWorker(); // /healthz/live, /healthz/ready, /healthz, /status
        await app.RunAsync();
        #endregion
    }
}
