using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ShipperClient.Tests.Hostile;

/// <summary>Whatever a server makes of what it was sent, no person and no log sees eight characters of a secret, a control character or more than a message can have.</summary>
public sealed class ForeignTextTests
{
    private const string Token = "CAIS+token/that=nobody.may~read-1234567890";

    // Ways to write a secret; each is undone by one of the decoders below.
    private static readonly Func<string, string>[] Encodings =
    [
        static text => text,
        Uri.EscapeDataString,
        static text => Uri.EscapeDataString(Uri.EscapeDataString(text)),
        static text => string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"\\u{(int)c:X4}")),
        static text => string.Concat(text.Select(static c => $"\\u{(int)c:x4}")),
        static text => text.Replace("/", "\\/", StringComparison.Ordinal),
        static text => string.Concat(text.Select(static c => $"&#{(int)c};")),
        static text => string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"&#x{(int)c:X};")),
        static text => text[..20],
        static text => text[^20..],
        static text => text.ToUpperInvariant(),
        static text => string.Join('\u200B', text.ToCharArray()),
    ];

    private static readonly Gen<Func<string[], byte[]>> Replies =
        from before in Gen.Elements("", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", "HTTP/1.1 502 Bad Gateway\r\nx-log-requestid: ", "HTTP/1.1 ", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 401 \r\nConnection: close\r\n\r\n{\"errorCode\":\"", "HTTP/1.1 302 Found\r\nLocation: /")
        from noise in Gen.ArrayOf(Gen.Choose(0, 255).Select(static octet => (byte)octet)).Resize(20)
        from which in Gen.Choose(0, 2)
        from encoding in Gen.Elements(Encodings)
        from after in Gen.Elements("", "\r\n\r\n", "\"}", "\r\n\r\n<html>", "\u001b[31m\a", ": x\r\n\r\n")
        select (Func<string[], byte[]>)(secrets => [.. Encoding.UTF8.GetBytes(before), .. noise, .. Encoding.UTF8.GetBytes(encoding(secrets[which])), .. Encoding.UTF8.GetBytes(after)]);

    [Fact]
    public async Task Any_reply_with_planted_secrets_shows_eight_characters_of_none()
    {
        Func<string[], byte[]> reply = static _ => [];
        RawServer? running = null;
        await using var server = running = new RawServer((stream, cancellationToken) => stream.WriteAsync(reply(Sent(running!.Requests.Last())), cancellationToken).AsTask());
        await Property.HoldsAsync(
            Replies,
            async next =>
            {
                reply = next;
                using var client = Client(server);
                var error = await Record.ExceptionAsync(() => client.RetryShipperTasksAsync(Sample.Shipper, ["id"]));
                ShowsNothingOf(Sent(server.Requests.Last()), Eavesdropper.Print(error));
            },
            count: 300);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n{0}\r\n\r\n")] // a header line without a colon
    [InlineData("{0}\r\n\r\n")] // no status line
    [InlineData("HTTP/1.1 {0}\r\n\r\n")] // no status
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{0}\r\n", 100)] // no length of a chunk
    public async Task A_reply_that_is_not_HTTP_is_not_quoted(string shape, int length = 60_000)
    {
        RawServer? running = null;
        await using var server = running = new RawServer((stream, cancellationToken) => stream.WriteAsync(Encoding.Latin1.GetBytes(shape.Replace("{0}", Quote(running!.Requests.Last(), length), StringComparison.Ordinal)), cancellationToken).AsTask());
        using var watch = new Watch();
        using var logging = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(watch));
        using var client = Client(server, options => options.LoggerFactory = logging);

        var error = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(Sample.Query));

        Assert.Equal("No usable response from Log Service: what responded does not speak HTTP as it should. Check the endpoint, and any proxy between this machine and the service.", error.Message);
        Assert.Null(error.InnerException);
        Assert.True(error.IsTransient);
        Assert.Contains(watch.OwnLogs, log => log.Text.Contains(error.Message, StringComparison.Ordinal));
        ShowsNothingOf(Sent(server.Requests.Last()), Eavesdropper.Print(error) + string.Join(' ', watch.Logs.Select(static log => log.Text)) + string.Join(' ', watch.Operations.Select(static span => span.StatusDescription)));
    }

    [Fact]
    public async Task A_cut_echo_shows_nothing()
    {
        // As long before the echo as our own limit for a message, so that the echo is cut in the middle.
        foreach (var length in Enumerable.Range(0, 30).Select(static i => 440 + (i * 5)))
        {
            RawServer? running = null;
            await using var server = running = new RawServer((stream, cancellationToken) =>
                stream.WriteAsync(Encoding.Latin1.GetBytes(RawServer.Reply("502 Bad Gateway", new string('.', length) + Quote(running!.Requests.Last(), 0)[..120])), cancellationToken).AsTask());
            using var client = Client(server);

            var error = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(Sample.Query));

            ShowsNothingOf(Sent(server.Requests.Last()), Eavesdropper.Print(error));
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task A_request_id_that_is_a_secret_is_masked_and_a_long_one_is_cut(HttpStatusCode status)
    {
        await using var fixture = await ServiceFixture.StartAsync(static options => options.Credentials = new LogServiceCredentials("visible-id", "secret", Token));
        using var watch = new Watch();
        await using var container = watch.Container(
            fixture,
            builder => builder.AddHttpMessageHandler(() => new Naming(status, () => $"id {Token} {new string('x', 60_000)}")),
            static options => options.MaxRetryAttempts = 0);

        var error = await Record.ExceptionAsync(() => Containers.Client(container).GetShipperStatusAsync(fixture.Query)) as LogServiceException;

        var span = Assert.Single(watch.Operations);
        var id = Assert.IsType<string>(span.GetTagItem("sls.request_id"));
        Assert.StartsWith("id *** xxx", id, StringComparison.Ordinal);
        Assert.InRange(id.Length, 10, 140);
        Assert.Equal(status == HttpStatusCode.OK ? null : id, error?.RequestId);
        ShowsNothingOf([Token], Eavesdropper.Print(error) + watch.Everything());
    }

    private static LogServiceClient Client(RawServer server, Action<LogServiceClientOptions>? configure = null)
    {
        var options = new LogServiceClientOptions
        {
            Endpoint = server.Address.ToString(),
            Credentials = new StaticCredentialsProvider("visible-id", "the-secret-of-the-key", Token),
            MaxRetryAttempts = 0,
            TimeProvider = new ShipperClient.TestSupport.ManualTimeProvider(Sample.Now),
        };
        configure?.Invoke(options);
        return LogServiceClient.Create(options);
    }

    private static string Quote(string request, int length) => $"received x-acs-security-token={Token} auth={Header(request, "Authorization")} \u001b[31m\a{new string('x', length)}";

    // The token, and the signature twice: as it is, and in its header.
    private static string[] Sent(string request) => [Token, Header(request, "Authorization").Split(':')[^1], Header(request, "Authorization")];

    private static string Header(string request, string name) =>
        request.Split("\r\n").Single(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Split(':', 2)[1].Trim();

    private static void ShowsNothingOf(IReadOnlyList<string> secrets, string shown)
    {
        var forms = new[] { shown, Uri.UnescapeDataString(shown), Uri.UnescapeDataString(Uri.UnescapeDataString(shown)), WebUtility.HtmlDecode(shown), Unescape(shown), shown.Replace("\\/", "/", StringComparison.Ordinal), shown.Replace("\u200B", "", StringComparison.Ordinal) };
        foreach (var secret in secrets.Take(2))
        {
            foreach (var part in Enumerable.Range(0, secret.Length - 7).Select(start => secret.Substring(start, 8)))
            {
                Assert.DoesNotContain(forms, form => form.Contains(part, StringComparison.OrdinalIgnoreCase));
            }
        }

        Assert.DoesNotContain(shown, static c => char.IsControl(c) && c is not ('\n' or '\r'));
    }

    private static string Unescape(string text) =>
        Regex.Replace(text, @"\\u(?<hex>[0-9a-fA-F]{4})", static match => ((char)Convert.ToInt32(match.Groups["hex"].Value, 16)).ToString(), RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    private sealed class Naming(HttpStatusCode status, Func<string> id) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.StatusCode = status;
            response.Headers.Remove("x-log-requestid");
            response.Headers.TryAddWithoutValidation("x-log-requestid", id());
            return response;
        }
    }
}
