using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests;

public sealed class RoutingTests : ServiceTest
{
    [Fact]
    public async Task Answers_ProjectNotExist_for_a_project_nobody_set_up()
    {
        var message = await RefusesAsync(Get with { Host = "another.127.0.0.1:80" }, 404, "ProjectNotExist");
        Assert.Equal("The Project does not exist : another", message);
    }

    [Fact]
    public async Task Answers_ProjectNotExist_to_a_request_that_names_none() =>
        await RefusesAsync(Get with { Host = Service.BaseAddress.Authority }, 404, "ProjectNotExist");

    [Fact]
    public async Task Looks_for_the_project_before_anything_else() =>
        await RefusesAsync(Get with { Host = "another.127.0.0.1", Tampered = [("authorization", null)] }, 404, "ProjectNotExist");

    [Fact]
    public async Task Takes_the_project_from_the_first_label_of_the_host_whatever_its_case() =>
        await AcceptsAsync(Get with { Host = "PROJECT.cn-hangzhou.log.aliyuncs.com" });

    [Fact]
    public async Task Answers_LogStoreNotExist_for_a_Logstore_nobody_set_up()
    {
        var message = await RefusesAsync(Get with { Path = "/logstores/Logstore/shipper/shipper/tasks" }, 404, "LogStoreNotExist");
        Assert.Equal("logstore Logstore does not exist", message);
    }

    [Fact]
    public async Task Answers_ShipperNotExist_for_a_shipper_nobody_set_up()
    {
        var path = "/logstores/logstore/shipper/other/tasks";
        Assert.Equal("shipper other does not exist", await RefusesAsync(Get with { Path = path }, 404, "ShipperNotExist"));
        await RefusesAsync(Put with { Path = path }, 404, "ShipperNotExist");

        Service.AddShipper(Reference with { Name = "other" });
        await AcceptsAsync(Get with { Path = path });
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/logstores/logstore/shipper/")]
    [InlineData("/logstores/logstore/shipper/shipper/tasks/")]
    [InlineData("/logstores/logstore/shipper/shipper/task")]
    public async Task Answers_NotFound_for_any_other_path(string path) =>
        Assert.Contains(path, await RefusesAsync(Get with { Path = path }, 404, "NotFound"), StringComparison.Ordinal);

    [Fact]
    public async Task Answers_MethodNotAllowed_for_any_other_method()
    {
        await RefusesAsync(Put with { Method = "POST" }, 405, "MethodNotAllowed");
        using var response = await SendAsync(Get with { Method = "DELETE" });
        Assert.Equal("GET, PUT", string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task Checks_the_headers_before_the_address() =>
        await RefusesAsync(Get with { Path = "/", Tampered = [("x-log-apiversion", null)] }, 400, "MissingAPIVersion");

    [Fact]
    public void Adding_a_shipper_again_gives_the_one_that_is_there()
    {
        Assert.Same(Shipper, Service.AddShipper(Reference with { Project = "Project" }));
        Assert.NotSame(Shipper, Service.AddShipper(Reference with { Name = "Shipper" }));
        Assert.Equal(Reference, Shipper.Reference);
    }
}
