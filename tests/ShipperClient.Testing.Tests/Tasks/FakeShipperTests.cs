using System.Globalization;
using ShipperClient.Testing.Internal.Tasks;
using ShipperClient.Testing.Tests.Support;

namespace ShipperClient.Testing.Tests.Tasks;

public sealed class FakeShipperTests : ServiceTest
{
    [Fact]
    public void Task_added_without_details_succeeded_now_by_the_services_clock()
    {
        Service.ClockOffset = TimeSpan.FromMinutes(1);
        var task = Shipper.AddTask();

        var now = Now.AddMinutes(1);
        Assert.Matches("^[0-9a-f]{32}$", task.Id);
        Assert.Equal(new ShipperTask { Id = task.Id, Status = ShipperTaskStatus.Success, CreatedAt = now, LastDataReceivedAt = now, FinishedAt = now }, task);
        Assert.Equal([task], Shipper.Tasks);
        Assert.Equal(1, Shipper.TaskCount);
    }

    [Fact]
    public void Task_is_kept_as_given_to_the_second()
    {
        var given = new ShipperTask { Id = "a", Status = ShipperTaskStatus.Fail, Code = "Other", CreatedAt = Now.AddMilliseconds(900), DataLines = 0 };
        var expected = given with { CreatedAt = Now, FailureReason = ShipperFailureReason.Unknown };
        Assert.Equal(expected, Shipper.AddTask(given));
        Assert.Equal([expected], Shipper.Tasks);
    }

    [Theory]
    [InlineData("UnAuthorized", ShipperFailureReason.Unauthorized)]
    [InlineData("ConfigNotExist", ShipperFailureReason.ConfigNotExist)]
    [InlineData("InvalidOssBucket", ShipperFailureReason.InvalidOssBucket)]
    [InlineData("InternalServerError", ShipperFailureReason.InternalServerError)]
    [InlineData(null, ShipperFailureReason.Unknown)]
    public void Reason_of_a_failure_is_derived_from_its_code(string? code, ShipperFailureReason reason) =>
        Assert.Equal(reason, Shipper.AddTask(ShipperTaskStatus.Fail, code: code).FailureReason);

    [Fact]
    public void Generated_ids_are_unique_and_the_same_in_every_run()
    {
        Shipper.AddTasks(1000, ShipperTaskStatus.Success);
        var ids = Shipper.Tasks.Select(task => task.Id).ToArray();
        Assert.Equal(1000, ids.Distinct(StringComparer.Ordinal).Count());

        var again = new TaskIds(Reference);
        Assert.Equal(ids, Enumerable.Range(0, 1000).Select(again.Format), StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(0, 1000), ids.Select(again.NumberOf));
        Assert.NotEqual(ids[0], new TaskIds(Reference with { Name = "other" }).Format(0), StringComparer.Ordinal);
        Assert.Equal(int.MaxValue - 1, again.NumberOf(again.Format(int.MaxValue - 1)));
        Assert.Equal(-1, again.NumberOf(ids[0].ToUpperInvariant()));
        Assert.Equal(-1, again.NumberOf(ids[0][..16] + "xxxxxxxxxxxxxxxx"));
        Assert.Equal(-1, again.NumberOf(ids[0][..16] + "0000000000000000"));
    }

    [Fact]
    public void Id_can_be_used_only_once()
    {
        var made = Shipper.AddTask();
        Shipper.AddTask(id: "a");
        Assert.Throws<ArgumentException>(() => Shipper.AddTask(id: "a"));
        Assert.Throws<ArgumentException>(() => Shipper.AddTask(id: made.Id));
        Assert.Equal(2, Shipper.TaskCount);
        Service.AddShipper(Reference with { Name = "other" }).AddTask(id: "a");
    }

    [Fact]
    public async Task Generated_id_differs_from_every_given_one()
    {
        var made = new TaskIds(Reference);
        Shipper.AddTask(ShipperTaskStatus.Fail, made.Format(1));
        Shipper.AddTask(ShipperTaskStatus.Fail);
        Shipper.AddTask(ShipperTaskStatus.Fail);
        Assert.Equal([made.Format(1), made.Format(int.MaxValue - 2), made.Format(2)], Shipper.Tasks.Select(task => task.Id), StringComparer.Ordinal);

        await RetryAsync(made.Format(int.MaxValue - 2));
        Assert.Equal([ShipperTaskStatus.Fail, ShipperTaskStatus.Running, ShipperTaskStatus.Fail], Shipper.Tasks.Select(task => task.Status));
    }

    [Fact]
    public void Many_tasks_that_are_spread_over_a_time_end_now()
    {
        Shipper.AddTasks(3, ShipperTaskStatus.Fail, interval: TimeSpan.FromMinutes(5), code: "ConfigNotExist", message: "Off.");
        Assert.Equal([Now.AddMinutes(-10), Now.AddMinutes(-5), Now], Shipper.Tasks.Select(task => task.CreatedAt));
        Assert.All(Shipper.Tasks, task => Assert.Equal(("ConfigNotExist", "Off.", task.CreatedAt), (task.Code, task.Message, task.FinishedAt)));

        var other = Service.AddShipper(Reference with { Name = "other" });
        other.AddTasks(3, ShipperTaskStatus.Running, createdAt: Now, interval: TimeSpan.FromMilliseconds(500));
        Assert.Equal([Now, Now, Now.AddSeconds(1)], other.Tasks.Select(task => task.CreatedAt));
        Assert.All(other.Tasks, task => Assert.Null(task.FinishedAt));
        other.AddTasks(0, ShipperTaskStatus.Fail);
        Assert.Equal(3, other.TaskCount);
    }

    [Fact]
    public void Many_tasks_can_be_created_by_a_function()
    {
        Shipper.AddTasks(3, i => new ShipperTask { Id = i == 1 ? "" : i.ToString(CultureInfo.InvariantCulture), Status = ShipperTaskStatus.Running, CreatedAt = Now });
        Assert.Equal(["0", new TaskIds(Reference).Format(1), "2"], Shipper.Tasks.Select(task => task.Id), StringComparer.Ordinal);
    }

    [Fact]
    public void Task_with_invalid_arguments_throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Shipper.AddTask(ShipperTaskStatus.Unknown));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shipper.AddTask(createdAt: DateTimeOffset.UnixEpoch.AddSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shipper.AddTask(finishedAt: DateTimeOffset.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shipper.AddTasks(-1, ShipperTaskStatus.Fail));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shipper.AddTasks(-1, _ => null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shipper.AddTasks(1, ShipperTaskStatus.Fail, interval: TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentNullException>(() => Shipper.AddTasks(1, _ => null!));
        Assert.Throws<ArgumentNullException>(() => Shipper.AddTasks(1, null!));
        Assert.Throws<ArgumentNullException>(() => Shipper.AddTask(task: null!));
        Assert.Equal(0, Shipper.TaskCount);
    }
}
