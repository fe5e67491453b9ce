using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ShipperClient.Interop.Tests;

/// <summary>The STS, the metadata service and a credentials URI on one loopback server. The key id that they return says who asked for what.</summary>
internal sealed class CredentialsServices : IAsyncDisposable
{
    private readonly WebApplication _server;

    private CredentialsServices(WebApplication server) => _server = server;

    public Uri Address => new(_server.Urls.Single());

    /// <summary>Starts the server.</summary>
    /// <param name="refusesToken">Whether the metadata service refuses the tokens that it issues.</param>
    public static async Task<CredentialsServices> StartAsync(bool refusesToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.MapPut("/latest/api/token", static () => "metadata-token");
        server.MapGet("/latest/meta-data/ram/security-credentials/", (HttpRequest request) => Refuses(request) ? Results.StatusCode(403) : Results.Text("attached"));
        server.MapGet(
            "/latest/meta-data/ram/security-credentials/{role}", (HttpRequest request, string role) => Refuses(request) ? Results.StatusCode(403) : Results.Json(Credentials($"ecs:{role}")));
        server.MapGet("/uri", static () => Results.Json(Credentials("uri")));
        server.MapPost("/", static async (HttpRequest request) =>
        {
            // The official library sends some parameters in the address.
            var form = await request.ReadFormAsync();
            string Field(string name) => form[name].FirstOrDefault() ?? request.Query[name].FirstOrDefault() ?? "";
            var duration = Field("DurationSeconds") is var seconds && seconds == "3600" ? "" : seconds; // the default, which the official library always sends
            string[] parts = [Field("Action"), Field("RoleArn"), Field("Policy"), Field("ExternalId"), duration, Field("AccessKeyId")];
            return Results.Json(new Dictionary<string, object>(StringComparer.Ordinal) { ["RequestId"] = "r", ["Credentials"] = Credentials(string.Join(':', parts)) });
        });
        await server.StartAsync();
        return new CredentialsServices(server);

        bool Refuses(HttpRequest request) => refusesToken && request.Headers.ContainsKey("X-aliyun-ecs-metadata-token");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Dictionary<string, string> Credentials(string id) => new(StringComparer.Ordinal)
    {
        ["Code"] = "Success",
        ["AccessKeyId"] = id,
        ["AccessKeySecret"] = "secret",
        ["SecurityToken"] = "token",
        ["Expiration"] = TimeProvider.System.GetUtcNow().AddHours(6).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
    };
}
