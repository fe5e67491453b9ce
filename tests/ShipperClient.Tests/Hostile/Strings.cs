using FsCheck;
using FsCheck.Fluent;

namespace ShipperClient.Tests.Hostile;

/// <summary>Texts to try things with.</summary>
internal static class Strings
{
    public static string VisibleAscii { get; } = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(static code => (char)code));

    /// <summary>What a line, a log or a header must not be broken, turned around or ended by; two become CR and LF where characters are cut to bytes.</summary>
    public static string[] Breakers { get; } = ["\r\n", "\n", "\r", "\0", "\u0085", "\u2028", "\u2029", "\u202e", "\u2066", "\u200f", "\u001b[2J", "\u010d\u010a", "\ufeff", "\u007f"];

    /// <summary>Whether a character could end a line of a log, or make it read as something else.</summary>
    public static bool IsUnfitForLogs(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    /// <summary>Well-formed text of all planes, with what is special in URLs and JSON.</summary>
    public static Gen<string> Unicode { get; } = Gen.ListOf(Gen.OneOf(
            Gen.Elements("%", "+", "&", "=", "?", "#", "/", " ", "\"", "\\", "%20", "~", "*", "状态", "😀", "é", "İ", "\u0130", "\t"),
            Gen.Elements(Breakers),
            Gen.Choose(0x20, 0x7E).Select(char.ConvertFromUtf32),
            Gen.Choose(0, 0x10FFFF).Select(static code => code is >= 0xD800 and <= 0xDFFF ? "?" : char.ConvertFromUtf32(code))))
        .Resize(12)
        .Select(string.Concat);

    /// <summary>Any text at all, halves of surrogate pairs among it.</summary>
    public static Gen<string> Any { get; } = Gen.OneOf(
        Unicode,
        Gen.ArrayOf(Gen.Choose(0, char.MaxValue).Select(static code => (char)code)).Resize(12).Select(static chars => new string(chars)));

    /// <summary>Words of some characters.</summary>
    public static Gen<string> Of(string characters, int least, int most) => Gen.Choose(least, most)
        .SelectMany(length => Gen.ArrayOf(Gen.Elements<char>([.. characters]), length))
        .Select(static chars => new string(chars));
}
