using System.Net.Http.Json;
using System.Text.Json;

namespace ShipperClient.WireMock.Tests.Support;

/// <summary>WireMock's admin API, as far as the tests ask it.</summary>
internal sealed class WireMockAdmin : IDisposable
{
    private readonly HttpClient _http;

    private WireMockAdmin(Uri server) => _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(server, "/__admin/") };

    /// <summary>The stubs that were loaded from the files.</summary>
    public IReadOnlyList<JsonElement> Stubs { get; private set; } = [];

    public static async Task<WireMockAdmin> ConnectAsync(Uri server)
    {
        var admin = new WireMockAdmin(server);
        admin.Stubs = [.. (await admin.GetAsync("mappings")).GetProperty("mappings").EnumerateArray()];
        return admin;
    }

    /// <summary>The requests to a project, in the order in which they came.</summary>
    public async Task<IReadOnlyList<JournalEntry>> JournalAsync(string project)
    {
        var journal = await GetAsync("requests");
        return [.. journal.GetProperty("requests").EnumerateArray().Select(JournalEntry.From).Where(entry => entry.Headers["Host"].StartsWith(project + ".", StringComparison.Ordinal)).Reverse()];
    }

    /// <summary>Takes the requests to a project out of the journal, which every test reads whole.</summary>
    public async Task ForgetAsync(string project) =>
        await PostAsync("requests/remove", new { headers = new { Host = new { matches = HostOf(project) } } });

    /// <summary>The stubs that came closest to a request that none matched, and how far off they were.</summary>
    public async Task<IReadOnlyList<string>> NearMissesAsync(JournalEntry entry)
    {
        var answer = await PostAsync("near-misses/request", entry.Request);
        return [.. answer.GetProperty("nearMisses").EnumerateArray()
            .Select(miss => $"{miss.GetProperty("stubMapping").GetProperty("name").GetString()}, distance {miss.GetProperty("matchResult").GetProperty("distance")}")];
    }

    /// <summary>The state that a scenario is in.</summary>
    public async Task<string?> StateAsync(string scenario) => (await GetAsync("scenarios")).GetProperty("scenarios").EnumerateArray()
        .Single(found => found.GetProperty("name").ValueEquals(scenario)).GetProperty("state").GetString();

    /// <summary>What the Host header of a project's requests looks like: the project stands before the server's address, whatever its port.</summary>
    public static string HostOf(string project) => project + "\\.127\\.0\\.0\\.1:[0-9]+";

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> GetAsync(string what) => await _http.GetFromJsonAsync<JsonElement>(what);

    private async Task<JsonElement> PostAsync<T>(string what, T body)
    {
        using var reply = await _http.PostAsJsonAsync(what, body);
        reply.EnsureSuccessStatusCode();
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }
}
