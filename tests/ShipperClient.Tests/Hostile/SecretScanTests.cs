using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Hostile;

/// <summary>Everything is run, everything is listened to, every exception is printed: what is secret is in none of it.</summary>
[Collection(nameof(Alone))]
public sealed class SecretScanTests
{
    private static readonly string[] Codes = [.. typeof(LogServiceErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetValue(null)!)];

    [Theory]
    [InlineData(SignatureVersion.V1)]
    [InlineData(SignatureVersion.V4)]
    public async Task Calls_and_their_errors_reveal_no_secret(SignatureVersion version)
    {
        using var eavesdropper = new Eavesdropper();
        using var watch = new Watch();
        var credentials = new LogServiceCredentials("visible-id", $"secret-{Guid.NewGuid():N}", $"token-{Guid.NewGuid():N}");
        await using var fixture = await ServiceFixture.StartAsync(options => options.Credentials = credentials);
        await using var container = watch.Container(fixture, configure: options => (options.SignatureVersion, options.Region) = (version, "cn-hangzhou"));
        var client = Containers.Client(container);
        var printed = new StringBuilder().AppendJoin(' ', credentials, client);
        fixture.Tasks.AddTasks(25, ShipperTaskStatus.Fail);

        foreach (var fault in Faults())
        {
            foreach (var call in Calls(client, fixture))
            {
                if (fault is not null)
                {
                    fixture.Fail(fault, 5);
                }

                printed.AppendLine(Eavesdropper.Print(await Record.ExceptionAsync(call)));
                fixture.Clock.Advance(TimeSpan.FromSeconds(11)); // the circuit forgets
            }
        }

        IsComplete(eavesdropper.Heard);
        var everything = eavesdropper.Heard + watch.Everything() + printed;
        Assert.Contains("Authorization: *", everything, StringComparison.Ordinal); // headers were logged, and these were hidden
        Assert.InRange(fixture.Requests.Count, 200, 10_000);
        Assert.Empty(Eavesdropper.Find(SentSecrets(fixture).Append(credentials.AccessKeySecret).Append(credentials.SecurityToken!), everything));
    }

    [Theory]
    [InlineData("n{0}")] // as JSON, words that begin well
    [InlineData("t{0}")]
    [InlineData("-{0}")]
    [InlineData("1{0}")]
    [InlineData("{0}")]
    [InlineData("\"{0}\"")]
    [InlineData("\"{0}")]
    [InlineData("{{\"total\":f{0}}}")]
    [InlineData("{{\"total\":\"{0}\"}}")]
    [InlineData("{{\"total\":1}}{0}")]
    [InlineData("{{\"{0}\":1}}")]
    [InlineData("{{\"errorCode\":\"{0}\"}}")]
    [InlineData("{{\"Error\":{{\"Code\":\"{0}\",\"RequestId\":\"{0}\"}}}}")]
    public async Task Response_that_quotes_a_request_is_redacted(string shape)
    {
        await using var fixture = await ServiceFixture.StartAsync(options => options.Credentials = new LogServiceCredentials("visible-id", "secret", $"token-{Guid.NewGuid():N}"));
        foreach (var status in new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.BadGateway })
        {
            foreach (var header in new[] { "Authorization", "x-acs-security-token" })
            {
                await using var container = Containers.Of(
                    fixture, builder => builder.AddHttpMessageHandler(() => new Quoting(fixture, status, shape, header)), services => services.Configure<LogServiceClientOptions>(options => options.MaxRetryAttempts = 0));

                foreach (var call in new Func<Task>[] { () => Containers.Client(container).GetShipperStatusAsync(fixture.Query), () => Containers.Client(container).RetryShipperTasksAsync(Sample.Shipper, ["id"]) })
                {
                    var printed = Eavesdropper.Print(await Record.ExceptionAsync(call));
                    Assert.Empty(Eavesdropper.Find(SentSecrets(fixture), printed));
                }
            }
        }
    }

    [Fact]
    public void Revealed_secret_is_found()
    {
        using var eavesdropper = new Eavesdropper();
        using var spans = new ActivitySource("slip");
        using var meter = new Meter("slip");
        using var events = new EventSource("slip");
        var secrets = Enumerable.Range(0, 6).Select(static i => $"secret+{i}-{Guid.NewGuid():N}").ToArray();
        Assert.Empty(Eavesdropper.Find(secrets, eavesdropper.Heard));

        spans.StartActivity("span")?.SetTag("tag", secrets[0]).Dispose();
        meter.CreateCounter<int>("counter").Add(1, KeyValuePair.Create("tag", (object?)secrets[1]));
        events.Write("event", new { Value = secrets[2] });
        using (var watch = new Watch())
        {
            watch.CreateLogger("slip").BeginScope(secrets[3]);
            var printed = Eavesdropper.Print(new InvalidOperationException("outer", new InvalidOperationException("inner") { Data = { ["key"] = Uri.EscapeDataString(secrets[4]) } }));

            Assert.Equal(secrets[..5], Eavesdropper.Find(secrets, eavesdropper.Heard + watch.Everything() + printed), StringComparer.Ordinal);
        }
    }

    private static IEnumerable<FakeFault?> Faults() =>
    [
        null, FakeFault.Reset(), FakeFault.Truncated(), FakeFault.MalformedJson(), FakeFault.ExpiredToken(), FakeFault.ClockOffset(TimeSpan.FromHours(1)),
        FakeFault.Oversized((16 * 1024 * 1024) + 1), FakeFault.Reply(HttpStatusCode.OK, "no gzip", headers: [new("Content-Encoding", "gzip")]),
        FakeFault.Reply(HttpStatusCode.Redirect, headers: [new("Location", "http://127.0.0.1:9/")]), FakeFault.Reply(HttpStatusCode.BadGateway, "<html>", "text/html"),
        .. Codes.Select(static code => FakeFault.Error(HttpStatusCode.BadRequest, code)),
    ];

    private static IEnumerable<Func<Task>> Calls(LogServiceClient client, ServiceFixture fixture)
    {
        var query = fixture.Query;
        return
        [
            () => client.GetShipperStatusAsync(query),
            () => client.RetryShipperTasksAsync(Sample.Shipper, ["id"]),
            () => client.ListLogstoresAsync(Sample.Shipper.Project),
            () => client.ListShippersAsync(Sample.Shipper.Project, Sample.Shipper.Logstore),
            async () => await client.RetryFailedShipperTasksAsync(Sample.Shipper, query.From, query.To).CountAsync(),
            async () => await client.WaitForShipperTasksAsync(Sample.Shipper, ["id"], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)).CountAsync(),
            () => client.SummarizeShipperAsync(Sample.Shipper, query.From, query.To),
            () => client.GetShipperStatusAsync(query with { Size = 0 }),
        ];
    }

    // The whole value and the signature in it: "LOG id:signature" or "… ,Signature=signature"; and the token.
    private static HashSet<string> SentSecrets(ServiceFixture fixture) => fixture.Requests
        .SelectMany(static request => new[] { request.Headers["Authorization"], request.Headers["Authorization"].Split(":", 2)[^1].Split("Signature=")[^1], request.Headers["x-acs-security-token"] })
        .ToHashSet(StringComparer.Ordinal);

    private static void IsComplete(string heard)
    {
        foreach (var source in new[] { "span ShipperClient", "span System.Net.Http", "measurement ShipperClient", "measurement System.Net.Http", "event System.Net.Http" })
        {
            Assert.Contains("\n" + source, heard, StringComparison.Ordinal);
        }
    }

    private sealed class Quoting(ServiceFixture fixture, HttpStatusCode status, string shape, string header) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.StatusCode = status;
            response.Content = new StringContent(string.Format(CultureInfo.InvariantCulture, shape, fixture.Requests[^1].Headers[header]));
            return response;
        }
    }
}
