using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace ShipperClient.Tests.Hostile;

/// <summary>JSON of every shape, and what only looks like it.</summary>
internal static class JsonTexts
{
    private static readonly string[] Names =
    [
        "count", "total", "statistics", "running", "success", "fail", "tasks", "id", "taskStatus", "taskMessage", "taskCode", "taskDataLines", "taskCreateTime",
        "taskLastDataReceiveTime", "taskFinishTime", "logstores", "shipper", "errorCode", "errorMessage", "error_code", "error_message", "Error", "Code", "Message",
        "RequestId", "\\u0069d", "\\ud800", "", "tot\\u0061l",
    ];

    private static readonly Gen<string> Number = Gen.Elements(
        "0", "1", "2", "3", "7", "-0", "-1", "20.0", "0.5", "1e999", "-1e999", "1E-5", "1e400000000", "2147483647", "2147483648", "9223372036854775808", "99999999999999999999",
        "253402300799", "253402300800", "-62135596801", "1448925013", new string('9', 5_000), "01", "+1", "0x1", "1.", "--1", "NaN", "Infinity", "1e");

    private static readonly Gen<string> Text = Gen.OneOf(
        Strings.Any.Select(static text => JsonSerializer.Serialize(text)),
        Strings.Unicode.Select(static text => $"\"{text}\""), // not escaped: quotes, line breaks and NUL as they are
        Number.Select(static number => $"\"{number}\""),
        Gen.Elements(LogServiceErrorCodes.RequestTimeTooSkewed, LogServiceErrorCodes.SecurityTokenExpired, LogServiceErrorCodes.ServerBusy, "fail", "success", "running", "token expired")
            .Select(static word => $"\"{word}\""),
        Gen.Elements("\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\" 12 \"", "\"\"", "\"\\u202e\"", "\"\\q\"", "\"open", $"\"{new string('x', 70_000)}\""));

    private static readonly Gen<string> Task =
        from id in Gen.Frequency((9, Gen.Choose(0, 9).Select(static id => $"\"{id}\"")), (3, Gen.Constant("\"a\"")), (1, Text))
        from status in Gen.Elements("\"running\"", "\"fail\"", "\"success\"", "\"SUCCESS\"", "7", "null")
        from created in Gen.OneOf(Number, Gen.Constant("1768478400"))
        from field in Gen.Frequency((9, Gen.Constant("")), (1, Gen.OneOf(Number, Text).SelectMany(Field).Select(static field => "," + field)))
        select $$"""{"id":{{id}},"taskStatus":{{status}},"taskCreateTime":{{created}}{{field}}}""";

    /// <summary>Any value, and here and there none.</summary>
    public static Gen<string> Any { get; } = Gen.Choose(0, 4).SelectMany(Value);

    /// <summary>A response to any of the calls, with its fields filled with what does not always belong there.</summary>
    public static Gen<string> Reply { get; } =
        from total in Gen.OneOf(Gen.Choose(0, 1_000).Select(static total => $"{total}"), Number, Text)
        from tasks in Gen.OneOf(List(Task), Any)
        from names in List(Text)
        from others in Gen.Frequency((3, Gen.Constant<List<string>>([])), (1, Gen.ListOf(Any.SelectMany(Field)).Resize(3)))
        select $$"""{"count":1,"total":{{total}},"tasks":{{tasks}},"logstores":{{names}},"shipper":{{names}}{{string.Concat(others.Select(static field => "," + field))}}}""";

    /// <summary>Brackets without end.</summary>
    public static Gen<string> Deep { get; } =
        from open in Gen.Elements("[", "{\"tasks\":", "{\"Error\":", "[{\"a\":[")
        from depth in Gen.Elements(1, 60, 64, 65, 1_000, 20_000)
        select string.Concat(Enumerable.Repeat(open, depth));

    private static Gen<string> Value(int depth) => depth == 0
        ? Gen.OneOf(Number, Text, Gen.Elements("null", "true", "false", "undefined", "", "/*c*/1"))
        : Gen.OneOf(Value(0), List(Value(depth - 1)), Object(Value(depth - 1)));

    private static Gen<string> List(Gen<string> item) => Gen.ListOf(item).Resize(5).Select(static items => $"[{string.Join(',', items)}]");

    private static Gen<string> Object(Gen<string> value) => Gen.ListOf(value.SelectMany(Field)).Resize(5).Select(static fields => $"{{{string.Join(',', fields)}}}");

    private static Gen<string> Field(string value) => Gen.Elements(Names).Select(name => $"\"{name}\":{value}");
}
