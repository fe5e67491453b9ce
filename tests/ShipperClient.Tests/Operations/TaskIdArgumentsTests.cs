using System.Text.Json;
using ShipperClient.Internal.Operations;

namespace ShipperClient.Tests.Operations;

/// <summary>The ids of a retry, on both sides of every limit.</summary>
public sealed class TaskIdArgumentsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void One_to_ten_ids_are_sent_as_given_and_in_order(int count)
    {
        var ids = Ids(count);

        Assert.Equal(ids, Sent(new RetryShipperTasks(Sample.Shipper, ids)));
        Assert.Equal(["b", "a", "b"], Sent(new RetryShipperTasks(Sample.Shipper, ["b", "a", "b"])));
    }

    [Fact]
    public void Ids_are_copied_so_that_later_changes_of_the_list_are_not_sent()
    {
        List<string> given = ["a"];

        var operation = new RetryShipperTasks(Sample.Shipper, given);
        given[0] = "";

        Assert.Equal(["a"], Sent(operation));
    }

    [Fact]
    public void Eleven_ids_are_refused_with_the_bulk_retry_named()
    {
        var exception = Assert.Throws<ArgumentException>("taskIds", () => new RetryShipperTasks(Sample.Shipper, Ids(11)));

        Assert.Equal(
            "The service accepts at most 10 task ids a call, but 11 were given. "
            + "Give 10 at a time, or call RetryShipperTasksInBatchesAsync. (Parameter 'taskIds')",
            exception.Message);
    }

    [Fact]
    public void Empty_list_of_ids_is_refused() => Assert.Equal(
        "There are no task ids. Give 1 to 10. (Parameter 'taskIds')",
        Assert.Throws<ArgumentException>("taskIds", static () => new RetryShipperTasks(Sample.Shipper, [])).Message);

    [Theory]
    [InlineData(null, "null")]
    [InlineData("", "empty or blank")]
    [InlineData(" \t\u3000", "empty or blank")]
    public void Empty_id_is_refused_by_its_position(string? id, string what)
    {
        var exception = Assert.Throws<ArgumentException>("taskIds", () => new RetryShipperTasks(Sample.Shipper, ["a", "b", id!, "c"]));

        Assert.Equal($"The task id at position 2 is {what}. Give ids as GetShipperStatusAsync returns them. (Parameter 'taskIds')", exception.Message);
    }

    [Fact]
    public void Id_that_cannot_be_sent_is_refused_by_its_position()
    {
        foreach (var id in (string[])["\ud83d", "a\ude00", "😀\ud83d", "\ud83d\ud83d\ude00"]) // an attribute could not hold them either
        {
            var exception = Assert.Throws<ArgumentException>("taskIds", () => new RetryShipperTasks(Sample.Shipper, ["😀", "a😀b😀", id]));

            Assert.Equal(
                "The task id at position 2 has half a surrogate pair in it and cannot be sent. Give ids as GetShipperStatusAsync returns them. (Parameter 'taskIds')", exception.Message);
        }
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("shipper", static () => new RetryShipperTasks(null!, ["a"]));
        Assert.Throws<ArgumentNullException>("taskIds", static () => new RetryShipperTasks(Sample.Shipper, null!));
    }

    private static string[] Sent(RetryShipperTasks operation)
    {
        using var request = operation.CreateRequest(Sample.Endpoint(), Sample.Now);
        return JsonSerializer.Deserialize<string[]>(((JsonBytesContent)request.Content!).Json.Span)!;
    }

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(static i => new string((char)('a' + i), 32))];
}
