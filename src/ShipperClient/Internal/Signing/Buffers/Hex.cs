namespace ShipperClient.Internal.Signing.Buffers;

/// <summary>Lower-case hexadecimal digits, which net8.0's <see cref="Convert"/> does not write.</summary>
internal static class Hex
{
    public static string Lower(ReadOnlySpan<byte> bytes)
    {
        Span<char> digits = stackalloc char[bytes.Length * 2];
        WriteLower(bytes, digits);
        return new string(digits);
    }

    public static void WriteLower(ReadOnlySpan<byte> bytes, Span<char> digits)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            digits[2 * i] = Digit(bytes[i] >> 4);
            digits[(2 * i) + 1] = Digit(bytes[i] & 15);
        }
    }

    private static char Digit(int value) => (char)(value < 10 ? '0' + value : 'a' + value - 10);
}
