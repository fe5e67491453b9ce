using System.Net;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Server;

/// <summary>What the fake refuses before it keeps anything of a request.</summary>
public sealed class LimitTests : ServiceTest
{
    protected override void Configure(FakeLogServiceOptions options)
    {
        options.MaxRequestBodySize = 1000;
        options.LoopbackOnly = true;
    }

    // The sizes of the chunks count too.
    [Theory]
    [InlineData(false, 1000, HttpStatusCode.BadRequest)]
    [InlineData(true, 900, HttpStatusCode.LengthRequired)]
    public async Task Body_of_the_maximum_size_is_read_and_a_larger_one_is_refused_and_not_recorded(bool chunked, int size, HttpStatusCode answer)
    {
        Assert.Equal(answer, (await SendBodyAsync(size)).Status);
        Assert.Equal(size, Assert.Single(Service.Requests).Body.Length);

        var (status, body) = await SendBodyAsync(1001);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, """{"errorCode":"PostBodyTooLarge","errorMessage":"The request body exceeds 1000 bytes."}"""), (status, body));
        Assert.Single(Service.Requests);

        async Task<(HttpStatusCode Status, string Body)> SendBodyAsync(int size)
        {
            using var message = (Put with { Body = new string(' ', size) }).Build(Service.BaseAddress);
            message.Headers.TransferEncodingChunked = chunked;
            using var response = await Http.SendAsync(message, Cancel);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
        }
    }

    [Theory]
    [InlineData("project.127.0.0.1")]
    [InlineData("project.127.0.0.1:8080")]
    [InlineData("project.localhost")]
    [InlineData("PROJECT.LOCALHOST:80")]
    public async Task Loopback_name_is_accepted(string host) => await AcceptsAsync(Get with { Host = host });

    [Theory]
    [InlineData("127.0.0.1:8080")]
    [InlineData("localhost")]
    [InlineData("[::1]:8080")]
    public async Task Loopback_name_without_a_project_is_a_missing_project_only(string host) =>
        await RefusesAsync(Get with { Host = host }, 404, "ProjectNotExist");

    [Theory]
    [InlineData("project.attacker.example")]
    [InlineData("project.cn-hangzhou.log.aliyuncs.com")]
    [InlineData("project.127.0.0.1.attacker.example")]
    [InlineData("evil127.0.0.1")]
    [InlineData("notlocalhost")]
    [InlineData("project.192.168.0.1")]
    public async Task Other_host_is_refused_and_not_recorded(string host)
    {
        var message = await RefusesAsync(Get with { Host = host }, 403, "Forbidden");

        Assert.Contains($"requests to {host}.", message, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Theory]
    [InlineData("https://attacker.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1")]
    public async Task Request_of_a_web_page_is_refused_and_not_recorded(string origin)
    {
        Shipper.AddTask(ShipperTaskStatus.Fail, "a");

        await RefusesAsync(Put with { Tampered = [("origin", origin)] }, 403, "Forbidden");

        Assert.Equal(ShipperTaskStatus.Fail, Shipper.Tasks[0].Status);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public async Task Any_host_and_origin_are_accepted_by_default_and_bodies_up_to_64_KiB()
    {
        await using var other = await FakeLogService.StartAsync(new FakeLogServiceOptions { TimeProvider = Clock }, Cancel);
        other.AddShipper(Reference);
        using var message = (Get with { Host = "project.attacker.example", Tampered = [("origin", "https://attacker.example")] }).Build(other.BaseAddress);
        using var response = await Http.SendAsync(message, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(65_536, new FakeLogServiceOptions().MaxRequestBodySize);
    }
}
