using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RetryWorker.Tests.Support;

namespace RetryWorker.Tests.Samples;

/// <summary>The addresses of the sample worker.</summary>
public class AddressTests
{
    [Fact]
    public async Task Worker_serves_health_status_and_metrics_on_loopback()
    {
        await using var worker = WorkerProcess.Start([]);
        await worker.WaitForOutputAsync("Pass 1:");
        var address = await worker.ReadAddressAsync();
        using var http = new HttpClient { BaseAddress = address };

        Assert.True(address.IsLoopback);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz")).StatusCode);

        using var status = JsonDocument.Parse(await http.GetStringAsync("/status"));
        Assert.Equal(3, status.RootElement.GetProperty("shippers").GetInt32());
        Assert.Equal("Alive", status.RootElement.GetProperty("instances")[0].GetProperty("state").GetString());

        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        Assert.Contains("demo-project/audit/to-oss", await http.GetStringAsync("/status"), StringComparison.Ordinal);

        var metrics = await http.GetStringAsync("/metrics");
        Assert.Contains("sls_retry_worker_passes_total", metrics, StringComparison.Ordinal);
        Assert.Contains("sls_shipper=\"demo-project/audit/to-oss\"", metrics, StringComparison.Ordinal);
    }
}
