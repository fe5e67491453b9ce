using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ShipperClient.Testing;

namespace ShipperClient.Tests.Pipeline;

/// <summary>Responses may be compressed, and only the innermost handler needs to know.</summary>
public sealed class CompressionTests
{
    private const string Page = """{"count":0,"total":77,"tasks":[]}""";

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Compressed_responses_are_requested_and_read(string encoding)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(Compressed(encoding, Page));

        Assert.Equal(77, (await fixture.Client().GetShipperStatusAsync(fixture.Query)).Total);
        Assert.Contains(encoding, fixture.Requests[0].Headers["Accept-Encoding"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-gzip")]
    [InlineData("GZip")]
    [InlineData("identity, gzip")]
    [InlineData("Deflate")]
    public async Task Compression_is_known_by_any_of_its_names(string encoding)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(Compressed(encoding, Page));

        Assert.Equal(77, (await fixture.Client().GetShipperStatusAsync(fixture.Query)).Total);
    }

    [Fact]
    public async Task Response_that_is_not_compressed_may_say_so()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(FakeFault.Reply(HttpStatusCode.OK, Page, headers: [new("Content-Encoding", "identity")]));

        Assert.Equal(77, (await fixture.Client().GetShipperStatusAsync(fixture.Query)).Total);
    }

    [Fact]
    public async Task Handler_of_the_application_sees_a_decompressed_response()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var seen = new List<string>();
        await using var container = Containers.Of(fixture, builder => builder.AddHttpMessageHandler(() => new Reading(seen)));
        fixture.Fail(Compressed("gzip", Page));

        Assert.Equal(77, (await Containers.Client(container).GetShipperStatusAsync(fixture.Query)).Total);

        Assert.Equal([$"application/json  {Page}"], seen);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Response_that_grows_over_16_MiB_when_decompressed_is_refused(string encoding)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        fixture.Fail(Compressed(encoding, new string(' ', 16 * 1024 * 1024) + Page));
        var client = fixture.Client(options => options.MaxRetryAttempts = 0);

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query));

        Assert.Contains("16 MiB", exception.Message, StringComparison.Ordinal);
    }

    // With the Content-Length of what is left, so that HTTP itself sees a whole response: .NET takes the end of the input for the end of the data.
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_response_that_is_cut_off_anywhere_is_requested_again(string encoding)
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var tasks = string.Join(',', Enumerable.Range(0, 20).Select(static number => $$"""{"id":"{{number}}-{{number * 7919 % 1000}}","taskStatus":"fail"}"""));
        var whole = Compress(encoding, $$"""{"count":20,"total":77,"tasks":[{{tasks}}]}""");
        for (var length = 1; length < whole.Length; length += 5)
        {
            fixture.Fail(FakeFault.Reply(HttpStatusCode.OK, whole.AsMemory(0, length), "application/json", [new("Content-Encoding", encoding)]));
            fixture.Fail(FakeFault.Reply(HttpStatusCode.OK, whole, "application/json", [new("Content-Encoding", encoding)]));

            var page = await fixture.Client().GetShipperStatusAsync(fixture.Query); // a circuit of its own

            Assert.Equal((77, 20), (page.Total, page.Tasks.Count));
        }
    }

    [Fact]
    public async Task A_compressed_response_that_is_always_cut_off_is_a_broken_response()
    {
        await using var fixture = await ServiceFixture.StartAsync();
        var whole = Compress("gzip", Page);
        fixture.Fail(FakeFault.Reply(HttpStatusCode.OK, whole.AsMemory(0, whole.Length - 12), "application/json", [new("Content-Encoding", "gzip")]), count: 2);
        var client = fixture.Client(static options => options.MaxRetryAttempts = 1);

        var exception = await Assert.ThrowsAsync<LogServiceUnavailableException>(() => client.GetShipperStatusAsync(fixture.Query));

        Assert.Equal((true, 2), (exception.IsTransient, fixture.Requests.Count));
        Assert.StartsWith("No usable response from Log Service: The response is cut off. ", exception.Message, StringComparison.Ordinal);
    }

    private static FakeFault Compressed(string encoding, string body) =>
        FakeFault.Reply(HttpStatusCode.OK, Compress(encoding, body), "application/json", [new("Content-Encoding", encoding)]);

    private static byte[] Compress(string encoding, string body)
    {
        using var compressed = new MemoryStream();
        using (Stream compressor = encoding.Contains("gzip", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true)
            : new ZLibStream(compressed, CompressionMode.Compress, leaveOpen: true))
        {
            compressor.Write(Encoding.UTF8.GetBytes(body));
        }

        return compressed.ToArray();
    }

    private sealed class Reading(List<string> seen) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            seen.Add($"{response.Content.Headers.ContentType} {string.Join(',', response.Content.Headers.ContentEncoding)} {await response.Content.ReadAsStringAsync(cancellationToken)}");
            return response;
        }
    }
}
