namespace ShipperClient.Cli.Texts;

/// <summary>Numbers with their nouns.</summary>
internal static class Plural
{
    public static string Tasks(int count) => Strings.Get(count == 1 ? "TaskOne" : "TaskMany", count);

    public static string Calls(int count) => Strings.Get(count == 1 ? "CallOne" : "CallMany", count);

    public static string Logstores(int count) => Strings.Get(count == 1 ? "LogstoreOne" : "LogstoreMany", count);

    public static string Shippers(int count) => Strings.Get(count == 1 ? "ShipperOne" : "ShipperMany", count);
}
