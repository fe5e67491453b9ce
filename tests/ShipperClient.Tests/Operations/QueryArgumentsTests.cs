using ShipperClient.Internal.Operations;

namespace ShipperClient.Tests.Operations;

/// <summary>The query's shipper, status and page, on both sides of every limit.</summary>
public sealed class QueryArgumentsTests
{
    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("query", static () => Check(null!));
        Assert.StartsWith(
            "Shipper is null. Name the shipper whose tasks are listed.",
            Assert.Throws<ArgumentException>("query", static () => Check(Sample.Query with { Shipper = null! })).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ShipperTaskStatus.Running)]
    [InlineData(ShipperTaskStatus.Success)]
    [InlineData(ShipperTaskStatus.Fail)]
    public void Each_of_the_three_statuses_is_accepted_and_none(ShipperTaskStatus? status) => Check(Sample.Query with { Status = status });

    [Theory]
    [InlineData(ShipperTaskStatus.Unknown)]
    [InlineData((ShipperTaskStatus)4)]
    [InlineData((ShipperTaskStatus)(-1))]
    public void Other_status_is_refused(ShipperTaskStatus status)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>("query", () => Check(Sample.Query with { Status = status }));

        Assert.Contains($"Status must be Running, Success or Fail, but is {status}. Leave it null to list the tasks of every status.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void Offset_from_0_is_accepted(int offset) => Check(Sample.Query with { Offset = offset });

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Negative_offset_is_refused(int offset)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>("query", () => Check(Sample.Query with { Offset = offset }));

        Assert.Contains($"Offset is the number of tasks to skip and cannot be negative, but is {offset}. Start at 0.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public void Size_of_1_to_500_is_accepted(int size) => Check(Sample.Query with { Size = size });

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Size_outside_1_to_500_is_refused_with_the_next_page_named(int size)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>("query", () => Check(Sample.Query with { Size = size }));

        Assert.Contains($"Size must be 1 to 500, but is {size}. To list more tasks, request the next page with Offset.", exception.Message, StringComparison.Ordinal);
    }

    private static void Check(ShipperStatusQuery query) => _ = new GetShipperStatus(query, TimeSpan.FromHours(24), Sample.Now);
}
