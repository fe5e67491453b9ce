namespace ShipperClient.Cli.Texts;

/// <summary>Numbers with their nouns.</summary>
internal static class Plural
{
    public static string Tasks(int count) => Format(count, "task");

    public static string Format(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
