using ShipperClient.Testing.Internal.Tasks;

namespace ShipperClient.Testing.Tests.Tasks;

/// <summary>Compares the table with a slow and obvious one.</summary>
public sealed class TaskTableTests
{
    private static readonly ShipperTaskStatus[] Statuses = [ShipperTaskStatus.Running, ShipperTaskStatus.Success, ShipperTaskStatus.Fail];

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
                var status = Statuses[dice.Next(3)];
                plain.Add((created, plain.Count, status));
                table.Add(new TaskRecord { CreatedAt = created, Status = status });
            }
            else
            {
                var number = dice.Next(plain.Count);
                var status = Statuses[dice.Next(3)];
                plain[number] = plain[number] with { Status = status };
                table.SetStatus(number, status);
            }

            if (step % 100 == 0)
            {
                Compare(table, plain, from: dice.Next(300), to: 300 + dice.Next(1000));
            }
        }
    }

    private static void Compare(TaskTable table, List<(uint CreatedAt, int Number, ShipperTaskStatus Status)> plain, long from, long to)
    {
        var expected = plain.Where(task => task.CreatedAt >= from && task.CreatedAt <= to).OrderBy(task => task.CreatedAt).ThenBy(task => task.Number).ToList();
        var window = table.Window(from, to);
        Assert.Equal(expected.ConvertAll(task => task.Number), Enumerable.Range(0, expected.Count).Select(i => table.NumberAt(window, status: null, i)));
        foreach (var status in Statuses)
        {
            var filtered = expected.FindAll(task => task.Status == status).ConvertAll(task => task.Number);
            Assert.Equal(filtered.Count, table.CountOf(status, window));
            Assert.Equal(filtered, Enumerable.Range(0, filtered.Count).Select(i => table.NumberAt(window, status, i)));
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
