using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShipperClient.Testing.Internal.Tasks;

/// <summary>
/// The ids of tasks that were given none: 32 hex digits (specification, "GetShipperStatus"), half from the shipper's name and half from the
/// task's number, so that they need no memory, can be looked up without an index, and are the same in every run.
/// </summary>
internal sealed class TaskIds
{
    // Odd, so that multiplying by it scatters the numbers over all 64 bits and can be undone.
    private const ulong Factor = 0x9E3779B97F4A7C15;
    private static readonly ulong Inverse = InverseOf(Factor);

    private readonly string _prefix;

    public TaskIds(ShipperReference shipper) =>
        _prefix = Hex(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(shipper.ToString()))));

    public string Format(int number) => _prefix + Hex(((ulong)number + 1) * Factor);

    /// <summary>The number that an id was made for, or -1 for an id that was not made here.</summary>
    public int NumberOf(string id)
    {
        if (id.Length != 32 || !id.StartsWith(_prefix, StringComparison.Ordinal)
            || !ulong.TryParse(id.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var scattered))
        {
            return -1;
        }

        var number = (scattered * Inverse) - 1;
        return number < int.MaxValue && string.Equals(Format((int)number), id, StringComparison.Ordinal) ? (int)number : -1;
    }

    private static string Hex(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);

    // Newton's method: each step doubles the number of right bits, from the 3 that an odd number has to begin with.
    private static ulong InverseOf(ulong odd)
    {
        var inverse = odd;
        for (var bits = 3; bits < 64; bits *= 2)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }
}
