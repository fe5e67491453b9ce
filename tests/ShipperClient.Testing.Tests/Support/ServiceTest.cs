using System.Globalization;
using System.Net;
using System.Text.Json;
using ShipperClient.TestSupport;

namespace ShipperClient.Testing.Tests.Support;

/// <summary>A started fake with one shipper and a clock that the test controls, and plain HTTP to send requests to it.</summary>
public abstract class ServiceTest : IAsyncLifetime
{
    internal static readonly ShipperReference Reference = new("project", "logstore", "shipper");

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    protected ManualTimeProvider Clock { get; } = new();

    protected FakeLogService Service { get; private set; } = null!;

    protected FakeShipper Shipper { get; private set; } = null!;

    protected HttpClient Http => _http;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected DateTimeOffset Now => Clock.GetUtcNow();

    internal TestRequest Get => new(Service.Credentials, Now) { Query = Window() };

    internal TestRequest Put => new(Service.Credentials, Now) { Method = "PUT", Body = """["a"]""" };

    public async ValueTask InitializeAsync()
    {
        var options = new FakeLogServiceOptions { TimeProvider = Clock };
        Configure(options);
        Service = await FakeLogService.StartAsync(options, Cancel);
        Shipper = Service.AddShipper(Reference);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual void Configure(FakeLogServiceOptions options)
    {
    }

    internal (string Key, string Value)[] Window(params (string Key, string Value)[] more) =>
        [("from", Seconds(Now.AddDays(-1))), ("to", Seconds(Now.AddSeconds(1))), .. more];

    internal static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    internal async Task<HttpResponseMessage> SendAsync(TestRequest request)
    {
        using var message = request.Build(Service.BaseAddress);
        return await _http.SendAsync(message, Cancel);
    }

    internal async Task<JsonElement> PageAsync(params (string Key, string Value)[] more) => await PageAsync(Get with { Query = Window(more) });

    internal async Task<JsonElement> PageAsync(TestRequest request)
    {
        using var response = await SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;
    }

    internal async Task<string> RetryAsync(params string[] ids)
    {
        using var response = await SendAsync(Put with { Body = $"[{string.Join(',', ids.Select(id => $"\"{id}\""))}]" });
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancel)}";
    }

    internal async Task AcceptsAsync(TestRequest request)
    {
        using var response = await SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancel)}");
        Assert.Equal(SignatureVerdict.Valid, Service.Requests[^1].SignatureVerdict);
    }

    internal async Task<string> RefusesAsync(TestRequest request, int status, string code)
    {
        using var response = await SendAsync(request);
        var body = await response.Content.ReadAsStringAsync(Cancel);
        using var json = JsonDocument.Parse(body);
        Assert.Equal($"{status} {code}", $"{(int)response.StatusCode} {json.RootElement.GetProperty("errorCode").GetString()}");
        Assert.Equal("errorCode,errorMessage", string.Join(',', json.RootElement.EnumerateObject().Select(property => property.Name)));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Matches("^[0-9A-F]{24}$", response.Headers.GetValues("x-log-requestid").Single());
        return json.RootElement.GetProperty("errorMessage").GetString()!;
    }
}
