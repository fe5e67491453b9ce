using ShipperClient.Testing.Internal.Tasks;

namespace ShipperClient.Testing.Tests.Tasks;

/// <summary>Compares the table with a slow and obvious one.</summary>
public sealed class TaskTableTests
{
    private static readonly ShipperTaskStatus?[] Statuses = [ShipperTaskStatus.Running, ShipperTaskStatus.Success, ShipperTaskStatus.Fail];

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    public void Table_agrees_with_a_sorted_list_after_any_additions_and_changes(int seed, bool inOrder)
    {
        var dice = new Dice(seed);
        var table = new TaskTable();
        var plain = new List<(uint CreatedAt, int Number, ShipperTaskStatus Status)>();
        for (var step = 0; step < 3000; step++)
        {
            if (plain.Count == 0 || dice.Next(3) > 0)
            {
                var created = (uint)(inOrder ? plain.Count / 3 : step < 1500 ? dice.Next(500) : 500 + (plain.Count / 3));
                var status = Statuses[dice.Next(3)]!.Value;
                plain.Add((created, plain.Count, status));
                table.Add(new TaskRecord { CreatedAt = created, Status = status });
            }
            else
            {
                var number = dice.Next(plain.Count);
                var status = Statuses[dice.Next(3)]!.Value;
                plain[number] = plain[number] with { Status = status };
                table.Update(number, table[number] with { Status = status });
            }

            if (step % 100 == 0)
            {
                Compare(table, plain, from: dice.Next(300), to: 300 + dice.Next(1000));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1364)]
    [InlineData(1365)]
    [InlineData(1366)]
    [InlineData(6660)]
    [InlineData(7000)]
    public void Filtered_page_starts_at_its_offset_however_far_that_is(int offset)
    {
        var table = new TaskTable();
        for (var number = 0; number < 20_000; number++)
        {
            table.Add(new TaskRecord { CreatedAt = 1, Status = Statuses[number % 3]!.Value });
        }

        var (numbers, total, _) = table.Page(new TaskQuery(0, 2, ShipperTaskStatus.Fail, offset, Size: 10));

        Assert.Equal(6666, total);
        Assert.Equal(Enumerable.Range(offset, 10).Where(rank => rank < 6666).Select(rank => 2 + (3 * rank)), numbers);
    }

    private static void Compare(TaskTable table, List<(uint CreatedAt, int Number, ShipperTaskStatus Status)> plain, long from, long to)
    {
        var listing = plain.OrderBy(task => task.CreatedAt).ThenBy(task => task.Number).ToList();
        Assert.Equal(listing.ConvertAll(task => task.Number), table.List());
        var window = listing.FindAll(task => task.CreatedAt >= from && task.CreatedAt <= to);
        foreach (var status in Statuses.Append(null))
        {
            var matching = window.FindAll(task => status is null || task.Status == status).ConvertAll(task => task.Number);
            foreach (var offset in new[] { 0, 7, matching.Count })
            {
                var (numbers, total, statistics) = table.Page(new TaskQuery(from, to, status, offset, Size: 50));
                Assert.Equal(matching.Skip(offset).Take(50), numbers);
                Assert.Equal(matching.Count, total);
                Assert.Equal(
                    (window.Count(task => task.Status == ShipperTaskStatus.Running), window.Count(task => task.Status == ShipperTaskStatus.Success), window.Count(task => task.Status == ShipperTaskStatus.Fail)),
                    (statistics.Running, statistics.Success, statistics.Fail));
            }
        }
    }

    // Pseudo-random numbers that are the same in every run.
    private sealed class Dice(int seed)
    {
        private uint _state = (uint)seed * 2654435761;

        public int Next(int below)
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return (int)(_state % (uint)below);
        }
    }
}
