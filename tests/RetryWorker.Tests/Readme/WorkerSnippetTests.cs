namespace RetryWorker.Tests.Readme;

/// <summary>The code of the package's page runs.</summary>
public class WorkerSnippetTests
{
    [Fact]
    public async Task Host_starts_and_reports_missing_settings() => Assert.Contains(
        "RetryWorker:Shippers is empty",
        (await Assert.ThrowsAnyAsync<Exception>(static () => WorkerSnippets.HostAsync(["--urls", "http://127.0.0.1:0"]))).ToString(),
        StringComparison.Ordinal);
}
