using System.Text;
using WireMock.Server;

namespace ShipperClient.WireMock.Tests.Support;

internal static class StubVerification
{
    /// <summary>Fails if a request matched no stub, with what the closest stub expects instead, or if a stub was never requested.</summary>
    public static void Verify(WireMockServer server)
    {
        var report = new StringBuilder();
        var entries = server.LogEntries.ToList();
        foreach (var entry in entries.Where(static entry => entry.MappingGuid is null))
        {
            report.Append("No stub matches the request:\n").Append(RequestText.Format(entry.RequestMessage)).Append('\n');
            if (entry.PartialMappingTitle is { } closest)
            {
                var mismatches = entry.PartialMatchResult.MatchDetails.Where(static detail => detail.Score < 1).Select(static detail => detail.MatcherType.Name);
                report.Append("The closest stub is ").Append(closest).Append(", except for ").AppendJoin(", ", mismatches).Append('\n');
            }
        }

        foreach (var mapping in server.Mappings.ExceptBy(entries.Select(static entry => entry.MappingGuid), static mapping => mapping.Guid))
        {
            report.Append("No request for the stub ").Append(mapping.Title).Append('\n');
        }

        Assert.True(report.Length == 0, report.ToString());
    }
}
