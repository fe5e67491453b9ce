namespace ShipperClient.Tests.TestSupport;

/// <summary>Says who breaks a convention: all of them, one a line, uncut.</summary>
internal static class Offenders
{
    public static void None<T>(IEnumerable<T> offenders)
    {
        var found = offenders.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
