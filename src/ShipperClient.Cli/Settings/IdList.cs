using System.Text;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Settings;

/// <summary>The ids of tasks on standard input, one a line.</summary>
internal static class IdList
{
    // About half a million ids.
    private const int MaxLength = 16 * 1024 * 1024;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="UsageException">There are more than 16 Mi characters.</exception>
    public static async Task<string[]> ReadAsync(TextReader input, CancellationToken cancellationToken)
    {
        // A read of standard input cannot be cancelled.
        var text = await Task.Run(() => Read(input), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string Read(TextReader input)
    {
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        while (input.Read(buffer, 0, buffer.Length) is var read and > 0)
        {
            text.Append(buffer, 0, read);
            if (text.Length > MaxLength)
            {
                throw new UsageException(Strings.Get("IdsTooLong", MaxLength));
            }
        }

        return text.ToString();
    }
}
