using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShipperClient.Testing.Internal.Tasks;

/// <summary>
/// Generates the ids of tasks that the test gave none: 32 hex digits (docs/service-api.md, "GetShipperStatus"), half of them from the shipper's name and
/// half from the task's number. They need no memory and no index, and are the same in every run.
/// </summary>
internal sealed class TaskIds(ShipperReference shipper)
{
    // An odd factor scatters the numbers over all 64 bits, and its inverse modulo 2^64 recovers them.
    private const ulong Factor = 0x9E3779B97F4A7C15;
    private const ulong Inverse = 0xF1DE83E19937733D;

    private readonly string _prefix = Hex(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(shipper.ToString()))));

    public string Format(int number) => _prefix + Hex(((ulong)number + 1) * Factor);

    /// <summary>Returns the number that an id was generated for, or -1 if it was not generated here.</summary>
    public int NumberOf(string id)
    {
        if (!ulong.TryParse(id.AsSpan(Math.Min(id.Length, 16)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var scattered))
        {
            return -1;
        }

        var number = (scattered * Inverse) - 1;
        return number < int.MaxValue && string.Equals(Format((int)number), id, StringComparison.Ordinal) ? (int)number : -1;
    }

    private static string Hex(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);
}
