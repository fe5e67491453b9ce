using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Operations;

public sealed class OperationRouterTests : ServiceTest
{
    [Fact]
    public async Task Project_that_was_not_added_is_answered_with_ProjectNotExist()
    {
        var message = await RefusesAsync(Get with { Host = "another.127.0.0.1:80" }, 404, "ProjectNotExist");
        Assert.Equal("The Project does not exist : another", message);
    }

    [Fact]
    public async Task Request_without_a_project_is_answered_with_ProjectNotExist() =>
        await RefusesAsync(Get with { Host = Service.BaseAddress.Authority }, 404, "ProjectNotExist");

    [Fact]
    public async Task Project_is_checked_before_anything_else() =>
        await RefusesAsync(Get with { Host = "another.127.0.0.1", Tampered = [("authorization", null)] }, 404, "ProjectNotExist");

    [Fact]
    public async Task Project_is_the_first_label_of_the_host_regardless_of_case() =>
        await AcceptsAsync(Get with { Host = "PROJECT.cn-hangzhou.log.aliyuncs.com" });

    [Fact]
    public async Task Logstore_that_was_not_added_is_answered_with_LogStoreNotExist()
    {
        var message = await RefusesAsync(Get with { Path = "/logstores/Logstore/shipper/shipper/tasks" }, 404, "LogStoreNotExist");
        Assert.Equal("logstore Logstore does not exist", message);
    }

    [Fact]
    public async Task Shipper_that_was_not_added_is_answered_with_ShipperNotExist()
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
    public async Task Other_path_is_answered_with_NotFound(string path) =>
        Assert.Contains(path, await RefusesAsync(Get with { Path = path }, 404, "NotFound"), StringComparison.Ordinal);

    [Fact]
    public async Task Other_method_is_answered_with_MethodNotAllowed()
    {
        await RefusesAsync(Put with { Method = "POST" }, 405, "MethodNotAllowed");
        using var response = await SendAsync(Get with { Method = "DELETE" });
        Assert.Equal("GET, PUT", string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task Headers_are_checked_before_the_path() =>
        await RefusesAsync(Get with { Path = "/", Tampered = [("x-log-apiversion", null)] }, 400, "MissingAPIVersion");

    [Fact]
    public void Adding_a_shipper_again_returns_the_existing_one()
    {
        Assert.Same(Shipper, Service.AddShipper(Reference with { Project = "Project" }));
        Assert.NotSame(Shipper, Service.AddShipper(Reference with { Name = "Shipper" }));
        Assert.Equal(Reference, Shipper.Reference);
    }
}
