using System.Globalization;
using System.Text;

namespace ShipperClient.Benchmarks;

/// <summary>Replies as the service sends them: ids of 32 hex digits, one task in ten failed, with a code and a message.</summary>
internal static class Replies
{
    public static readonly int[] Sizes = [1, 100, 500];

    /// <summary>The body of a page of so many tasks.</summary>
    public static byte[] Page(int size)
    {
        var failed = (size + 9) / 10;
        var tasks = string.Join(',', Enumerable.Range(0, size).Select(Task));
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"count":{{{size}}},"total":{{{size}}},"statistics":{"running":0,"success":{{{size - failed}}},"fail":{{{failed}}}},"tasks":[{{{tasks}}}]}"""));
    }

    private static string Task(int number)
    {
        var outcome = number % 10 == 0
            ? """ "taskStatus":"fail","taskCode":"UnAuthorized","taskMessage":"The role has no permission to write to the bucket." """
            : """ "taskStatus":"success","taskMessage":"" """;
        var created = 1_448_925_013 + (number * 300);
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{number * 2_654_435_761L:x16}}{{number:x16}}",{{outcome.Trim()}},"taskCreateTime":{{created}},"taskLastDataReceiveTime":{{created - 10}},"taskFinishTime":{{created + 90}}}""");
    }
}
