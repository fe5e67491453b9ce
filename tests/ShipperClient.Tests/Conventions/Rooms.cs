using System.Text.RegularExpressions;

namespace ShipperClient.Tests.Conventions;

/// <summary>Which room of the library a source file is in, and which types of other rooms its code names.</summary>
internal static partial class Rooms
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "and", "as", "async", "await", "case", "const", "else", "in", "internal", "is", "new", "not", "or", "out", "override", "params", "partial", "private", "protected",
        "public", "readonly", "ref", "required", "return", "scoped", "sealed", "static", "this", "throw", "using", "virtual", "when", "where",
    };

    private static readonly (string Path, string Text)[] Sources = [.. Repository.Sources("src/ShipperClient")];

    /// <summary>Every type that has a file of its name, with its room.</summary>
    private static readonly Dictionary<string, string> RoomOfType = Sources
        .DistinctBy(static source => TypeOf(source.Path), StringComparer.Ordinal)
        .ToDictionary(static source => TypeOf(source.Path), static source => Of(source.Path), StringComparer.Ordinal);

    public static IEnumerable<string> TypeNames => RoomOfType.Keys;

    /// <summary>A folder is a room; the files at the root are rooms by what they are for.</summary>
    public static string Of(string path) => path.Contains('/', StringComparison.Ordinal)
        ? path[..path.LastIndexOf('/')]
        : TypeOf(path) switch
        {
            "LogServiceClient" => "Client",
            "LogServiceClientExtensions" => "Extensions",
            "LogServiceClientServiceCollectionExtensions" => "Composition",
            "LogServiceClientOptions" or "SignatureVersion" => "Options",
            _ => path,
        };

    /// <summary>Every use of a type of another room: who uses it, whose type, which.</summary>
    public static IEnumerable<(string User, string Used, string Type, string Path)> Uses() =>
        from source in Sources
        let room = Of(source.Path)
        from type in NamesIn(CodeOnly.Of(source.Text)).Distinct(StringComparer.Ordinal)
        where RoomOfType.TryGetValue(type, out var used) && used != room
        select (room, RoomOfType[type], type, source.Path);

    // Not a member (after a dot), and not a name that is being declared (after the type of it).
    internal static IEnumerable<string> NamesIn(string code)
    {
        var previous = (End: 0, IsType: false);
        foreach (Match word in Word().Matches(code))
        {
            var between = code.AsSpan(previous.End, word.Index - previous.End);
            var isMember = between.TrimEnd().EndsWith(".");
            var isDeclared = previous.IsType && (between.IsWhiteSpace() || (char.IsWhiteSpace(between[^1]) && between.TrimEnd() is "?" or ">" or "[]" or ">>" or "[]?" or ">?"));
            if (!isMember && !isDeclared)
            {
                yield return word.Value;
            }

            previous = (word.Index + word.Length, !Keywords.Contains(word.Value));
        }
    }

    private static string TypeOf(string path) => path[(path.LastIndexOf('/') + 1)..].Split('.')[0];

    [GeneratedRegex("[A-Za-z_][A-Za-z_0-9]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Word();
}
