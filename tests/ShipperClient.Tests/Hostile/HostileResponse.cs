using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ShipperClient.Tests.Hostile;

/// <summary>What a service, a proxy or anything between them may answer.</summary>
internal sealed record HostileResponse(int Status, byte[] Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    private static readonly byte[][] Valid = [.. new[]
    {
        """{"count":2,"total":20,"statistics":{"running":0,"success":20,"fail":0},"tasks":[{"id":"abcdefghijk","taskStatus":"success","taskMessage":"","taskCreateTime":1448925013,"taskLastDataReceiveTime":1448915013,"taskFinishTime":1448926013},{"id":"b","taskStatus":"fail","taskCode":"UnAuthorized","taskMessage":"状态","taskDataLines":"7"}]}""",
        """{"count":1,"total":1,"logstores":["a","b"]}""",
        """{"count":1,"total":1,"shipper":["a","b"]}""",
        "",
        """{"errorCode":"ShipperNotExist","errorMessage":"shipper test does not exist"}""",
        """{"Error":{"Code":"SecurityTokenExpired","Message":"expired","RequestId":"5A1B"}}""",
        """{"error_code":"RequestTimeTooSkewed","error_message":"Request time and server time is different"}""",
        "<html><body>502 Bad Gateway</body></html>",
    }.Select(Encoding.UTF8.GetBytes)];

    private static readonly Encoding[] Encodings =
        [Encoding.UTF8, Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)];

    private static readonly Gen<byte[]> Bytes = Gen.ArrayOf(Gen.Choose(0, 255).Select(static octet => (byte)octet));

    private static readonly Gen<byte[]> Json =
        from text in Gen.OneOf(JsonTexts.Any, JsonTexts.Reply, JsonTexts.Reply, JsonTexts.Deep)
        from encoding in Gen.Frequency((6, Gen.Constant(Encodings[^1])), (1, Gen.Elements(Encodings)))
        select (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

    private static readonly Gen<byte[]> Mutated =
        from start in Gen.OneOf(Gen.Elements(Valid), JsonTexts.Reply.Select(Encoding.UTF8.GetBytes))
        from changes in Gen.ListOf(Gen.Zip(Gen.Choose(0, 5), Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, int.MaxValue)))).Resize(6)
        from value in JsonTexts.Any.Select(Encoding.UTF8.GetBytes)
        select changes.Aggregate(start, (body, change) => Change(body, change.Item1, change.Item2.Item1, change.Item2.Item2, value));

    private static readonly Gen<(string Name, string Value)> Header = Gen.OneOf(
        Named("Date", "Thu, 15 Jan 2026 12:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "yesterday", ""),
        Named("Retry-After", "0", "-1", "1", "2147483647", "2147483648", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "soon"),
        Named("x-log-requestid", "", " ", "5A1B", new string('r', 3_000)),
        Named("Content-Type", "application/json", "text/html; charset=no-such", ";;;", "application/json; charset=utf-16"),
        Named("Location", "http://127.0.0.1:9/elsewhere", "::not a place::", "//"),
        Named("WWW-Authenticate", "Basic realm=\"x\"", "Negotiate", "Digest"),
        Named("Set-Cookie", "a=b; domain=.com"),
        Named("Refresh", "0;url=http://127.0.0.1:9/"));

    /// <summary>Any bytes, any JSON, and what is left of valid responses after accidents, at every status.</summary>
    public static Gen<HostileResponse> Any { get; } =
        from status in Gen.OneOf(Gen.Constant(200), Gen.Choose(200, 599))
        from body in Gen.Frequency((1, Bytes), (4, Json), (3, Mutated))
        from headers in Gen.ListOf(Header).Resize(4)
        select new HostileResponse(status, body, [.. headers]);

    /// <summary>The same, as near to what the library reads as to pass for it often.</summary>
    public static Gen<HostileResponse> Plausible { get; } =
        JsonTexts.Reply.Select(static text => new HostileResponse(200, Encoding.UTF8.GetBytes(text), []));

    /// <summary>Smaller responses, of which one may fail in the same way.</summary>
    public IEnumerable<HostileResponse> Smaller()
    {
        if (Headers.Count > 0)
        {
            yield return this with { Headers = [] };
        }

        for (var piece = Body.Length / 2; piece > 0; piece /= 2)
        {
            for (var start = 0; start < Body.Length; start += piece)
            {
                yield return this with { Body = [.. Body[..start], .. Body[Math.Min(start + piece, Body.Length)..]] };
            }
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Status} {string.Join(' ', Headers)} {Encoding.UTF8.GetString(Body)} ({Convert.ToBase64String(Body)})");

    private static Gen<(string Name, string Value)> Named(string name, params string[] values) => Gen.Elements(values).Select(value => (name, value));

    private static byte[] Change(byte[] body, int kind, int where, int howMuch, byte[] value)
    {
        var start = body.Length == 0 ? 0 : where % body.Length;
        var end = start + (body.Length == start ? 0 : howMuch % (body.Length - start));
        return kind switch
        {
            0 when body.Length > 0 => [.. body[..start], (byte)(body[start] ^ (1 << (howMuch % 8))), .. body[(start + 1)..]], // a bit turned over
            1 => [.. body[..start], .. body[end..]], // a piece lost
            2 => [.. body[..end], .. body[start..]], // a piece twice
            3 => body[..start], // cut off
            4 => [.. body[..start], .. value, .. body[end..]], // another value in its place
            _ => [.. body, .. value], // something after it
        };
    }
}
