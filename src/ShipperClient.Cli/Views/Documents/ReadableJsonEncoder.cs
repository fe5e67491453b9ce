using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Views.Documents;

/// <summary>Leaves text readable in every language, and escapes what a JSON reader would show unseen: control characters, direction marks, zero-width characters.</summary>
internal sealed class ReadableJsonEncoder : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Relaxed = UnsafeRelaxedJsonEscaping;

    // A surrogate pair, each half as \uXXXX.
    public override int MaxOutputCharactersPerInputCharacter => 12;

    public override bool WillEncode(int unicodeScalar) => IsInvisible(unicodeScalar) || Relaxed.WillEncode(unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var rest = new ReadOnlySpan<char>(text, textLength);
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || WillEncode(rune.Value))
            {
                return textLength - rest.Length;
            }

            rest = rest[length..];
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (!IsInvisible(unicodeScalar))
        {
            return Relaxed.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        }

        var target = new Span<char>(buffer, bufferLength);
        numberOfCharactersWritten = 0;
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..new Rune(unicodeScalar).EncodeToUtf16(units)])
        {
            if (!target[numberOfCharactersWritten..].TryWrite(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}", out var written))
            {
                numberOfCharactersWritten = 0;
                return false;
            }

            numberOfCharactersWritten += written;
        }

        return true;
    }

    private static bool IsInvisible(int unicodeScalar) => unicodeScalar > 0x7f && TextSanitizer.IsInvisible(new Rune(unicodeScalar));
}
