namespace ShipperClient.Internal;

/// <summary>
/// A text with its encodings undone, each character with the place that it has in the original: JSON and programming escapes, HTML entities, URL encoding, and characters that
/// are not seen between others.
/// </summary>
internal sealed class EncodedText
{
    private readonly char[] _characters;
    private readonly Range[] _places;
    private int _length;

    private EncodedText(int capacity) => (_characters, _places) = (new char[capacity], new Range[capacity]);

    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, _length);

    public static EncodedText Of(string text)
    {
        var result = new EncodedText(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!TextSanitizer.IsPartInvisible(text, i))
            {
                result.Add(text[i], i..(i + 1));
            }
        }

        return result;
    }

    /// <summary>Where some of the characters are in the original.</summary>
    public Range PlaceOf(int start, int length) => _places[start].Start.._places[start + length - 1].End;

    /// <summary>Undoes one layer of encoding; <see langword="null"/> if there is none.</summary>
    public EncodedText? Decode()
    {
        var result = new EncodedText(_length);
        for (var i = 0; i < _length;)
        {
            var (value, length) = Unescape(Characters[i..]);
            result.Add(value, PlaceOf(i, length));
            i += length;
        }

        return result._length == _length ? null : result;
    }

    private void Add(char value, Range place)
    {
        if (!TextSanitizer.IsInvisible(value))
        {
            (_characters[_length], _places[_length]) = (value, place);
            _length++;
        }
    }

    private static (char Value, int Length) Unescape(ReadOnlySpan<char> text) => text[0] switch
    {
        '\\' when text.Length > 1 => text[1] switch
        {
            'u' => FromHex(text, 2, 4),
            'x' => FromHex(text, 2, 2),
            '/' or '\\' or '"' or '\'' => (text[1], 2),
            _ => (text[0], 1),
        },
        '%' when text.Length > 1 => text[1] == 'u' ? FromHex(text, 2, 4) : FromHex(text, 1, 2),
        '&' when text.Length > 2 => text[1] != '#' ? FromName(text) : text[2] is 'x' or 'X' ? FromNumber(text, 3, 16) : FromNumber(text, 2, 10),
        _ => (text[0], 1),
    };

    private static (char Value, int Length) FromHex(ReadOnlySpan<char> text, int start, int digits) =>
        text.Length >= start + digits && ushort.TryParse(text.Slice(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? ((char)value, start + digits)
            : (text[0], 1);

    // The semicolon may be missing, as browsers allow it.
    private static (char Value, int Length) FromNumber(ReadOnlySpan<char> text, int start, int numberBase)
    {
        var (value, end) = (0, start);
        while (end < text.Length && char.IsAsciiHexDigit(text[end]) && (numberBase == 16 || char.IsAsciiDigit(text[end])) && value <= char.MaxValue)
        {
            value = (value * numberBase) + Convert.ToInt32(text[end].ToString(), 16);
            end++;
        }

        return end == start || value > char.MaxValue ? (text[0], 1) : ((char)value, end < text.Length && text[end] == ';' ? end + 1 : end);
    }

    // What HTML names among the characters that keys, tokens and signatures have.
    private static (char Value, int Length) FromName(ReadOnlySpan<char> text)
    {
        var end = 1;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        char? value = text[1..end] switch
        {
            "amp" => '&',
            "plus" => '+',
            "equals" => '=',
            "sol" => '/',
            "bsol" => '\\',
            "quot" => '"',
            "apos" => '\'',
            "lt" => '<',
            "gt" => '>',
            "colon" => ':',
            "comma" => ',',
            "period" => '.',
            "lowbar" => '_',
            "hyphen" or "dash" => '-',
            "percnt" => '%',
            _ => null,
        };
        return value is { } character ? (character, end < text.Length && text[end] == ';' ? end + 1 : end) : (text[0], 1);
    }
}
