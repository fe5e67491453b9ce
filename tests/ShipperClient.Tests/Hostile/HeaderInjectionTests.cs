using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ShipperClient.TestSupport;

namespace ShipperClient.Tests.Hostile;

/// <summary>No text that is given to the library puts a line, a header or a second request into what is sent: it is refused, or it arrives as what it is.</summary>
public sealed class HeaderInjectionTests
{
    private const string Page = """{"total":0}""";

    private static readonly string[] Headers =
    [
        "Accept-Encoding", "Authorization", "Content-Length", "Content-MD5", "Content-Type", "Date", "Host", "User-Agent", "traceparent", "tracestate", "x-acs-security-token",
        "x-log-apiversion", "x-log-bodyrawsize", "x-log-content-sha256", "x-log-date", "x-log-signaturemethod",
    ];

    private static readonly DateTimeOffset Now = Sample.Now;

    // Each puts a text into one place of a call.
    private static readonly Dictionary<string, Func<RawServer, string, Task>> Places = new(StringComparer.Ordinal)
    {
        ["project"] = static (server, text) => Call(server, client => client.GetShipperStatusAsync(Query(new(text, "l", "s")))),
        ["logstore"] = static (server, text) => Call(server, client => client.GetShipperStatusAsync(Query(new("p", text, "s")))),
        ["shipper"] = static (server, text) => Call(server, client => client.GetShipperStatusAsync(Query(new("p", "l", text)))),
        ["shipper, changed"] = static (server, text) => Call(server, client => client.GetShipperStatusAsync(Query(Sample.Shipper with { Project = text }))),
        ["shipper, parsed"] = static (server, text) => Call(server, client => client.GetShipperStatusAsync(Query(ShipperReference.Parse($"p/l/{text}")))),
        ["project of Logstores"] = static (server, text) => Call(server, client => client.ListLogstoresAsync(text)),
        ["project of shippers"] = static (server, text) => Call(server, client => client.ListShippersAsync(text, "l")),
        ["Logstore of shippers"] = static (server, text) => Call(server, client => client.ListShippersAsync("p", text)),
        ["task id"] = static (server, text) => Call(server, client => client.RetryShipperTasksAsync(Sample.Shipper, [text])),
        ["access key id"] = static (server, text) => Call(server, options => options.Credentials = new StaticCredentialsProvider(text, "secret")),
        ["access key secret"] = static (server, text) => Call(server, options => options.Credentials = new StaticCredentialsProvider("id", text)),
        ["token"] = static (server, text) => Call(server, options => options.Credentials = new StaticCredentialsProvider("id", "secret", text)),
        ["region"] = static (server, text) => Call(server, options => (options.SignatureVersion, options.Region) = (SignatureVersion.V4, text)),
        ["region of v1"] = static (server, text) => Call(server, options => options.Region = text),
        ["after the endpoint"] = static (server, text) => Call(server, options => options.Endpoint = server.Address + text),
        ["before the endpoint"] = static (server, text) => Call(server, options => options.Endpoint = "http://" + text + server.Authority),
        ["instead of the scheme"] = static (server, text) => Call(server, options => options.Endpoint = text + server.Address),
    };

    public static TheoryData<string> PlaceNames { get; } = [.. Places.Keys];

    [Theory]
    [MemberData(nameof(PlaceNames))]
    public async Task Line_break_never_reaches_a_request(string place)
    {
        var sent = 0;
        foreach (var text in Strings.Breakers.SelectMany(static breaker => new[] { $"a{breaker}X-Evil: yes", $"{breaker}X-Evil: yes", $"a{breaker}{breaker}GET /evil HTTP/1.1{breaker}", $"a{breaker}" }))
        {
            await using var server = new RawServer(RawServer.Reply("200 OK", Page));
            var refusal = await Record.ExceptionAsync(() => Places[place](server, text));

            if (refusal is null)
            {
                sent++;
                IsOnePlainRequest(Assert.Single(server.Requests), place == "task id" ? text : null);
            }
            else
            {
                Assert.True(refusal is ArgumentException or FormatException or OptionsValidationException, refusal.ToString());
                Assert.DoesNotContain(refusal.Message, Strings.IsUnfitForLogs);
                Assert.Equal(0, server.Connections);
            }
        }

        // Ids are sent as they are, as JSON; all else is refused.
        Assert.Equal(place == "task id" ? Strings.Breakers.Length * 4 : 0, sent);
    }

    [Theory]
    [MemberData(nameof(PlaceNames))]
    public async Task Plain_text_is_sent_through_the_same_path(string place)
    {
        await using var server = new RawServer(RawServer.Reply("200 OK", Page));

        await Places[place](server, place.Contains("endpoint", StringComparison.Ordinal) || place.Contains("scheme", StringComparison.Ordinal) ? "" : "plain-1");

        IsOnePlainRequest(Assert.Single(server.Requests), place == "task id" ? "plain-1" : null);
    }

    private static void IsOnePlainRequest(string request, string? taskId)
    {
        var (head, body) = (request.Split("\r\n\r\n", 2)[0].Split("\r\n"), request.Split("\r\n\r\n", 2)[1]);
        Assert.Matches("^(GET|PUT) /logstores[A-Za-z0-9/_?&=-]* HTTP/1[.]1$", head[0]);
        Assert.Subset(Headers.ToHashSet(StringComparer.OrdinalIgnoreCase), head[1..].Select(static line => line.Split(':')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(head.Length - 1, head[1..].Select(static line => line.Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.DoesNotContain(string.Concat(head), static c => c is < ' ' or > '~');
        if (taskId is null)
        {
            Assert.Empty(body);
        }
        else
        {
            Assert.Equal([taskId], JsonSerializer.Deserialize<string[]>(Encoding.Latin1.GetBytes(body))!);
        }
    }

    private static ShipperStatusQuery Query(ShipperReference shipper) => new(shipper, Now.AddHours(-1), Now);

    private static Task Call(RawServer server, Action<LogServiceClientOptions> configure) =>
        Call(server, static client => client.GetShipperStatusAsync(Sample.Query), configure);

    private static async Task Call(RawServer server, Func<LogServiceClient, Task> call, Action<LogServiceClientOptions>? configure = null)
    {
        var options = new LogServiceClientOptions
        {
            Endpoint = server.Address.ToString(),
            Credentials = new StaticCredentialsProvider("id", "secret"),
            MaxRetryAttempts = 0,
            TimeProvider = new ManualTimeProvider(Now),
        };
        configure?.Invoke(options);
        using var client = LogServiceClient.Create(options);
        await call(client);
    }
}
