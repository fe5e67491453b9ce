using ShipperClient.Cli.Texts;

namespace ShipperClient.Cli.Settings;

/// <summary>The target of a command: one shipper, or every shipper of a Logstore or of a project.</summary>
internal sealed record Target(string Project, string? Logstore, ShipperReference? Shipper)
{
    // Replaces the names that a shorter target leaves out while the rest is validated.
    private const string Anything = "x";

    public static Target From(ShipperReference shipper) => new(shipper.Project, shipper.Logstore, shipper);

    public static Target Parse(string text)
    {
        var names = text.Split('/');
        if (names.Length > 3)
        {
            throw new UsageException(Strings.Get("TargetMistake", text));
        }

        var reference = ReferenceOf(string.Join('/', names.Concat(Enumerable.Repeat(Anything, 3 - names.Length))));
        return new Target(reference.Project, names.Length > 1 ? reference.Logstore : null, names.Length > 2 ? reference : null);
    }

    public static ShipperReference ParseShipper(string text) => Parse(text).Shipper
        ?? throw new UsageException(Strings.Get("TargetNotShipper", text));

    public override string ToString() => Shipper?.ToString() ?? (Logstore is null ? Project : $"{Project}/{Logstore}");

    private static ShipperReference ReferenceOf(string text)
    {
        try
        {
            return ShipperReference.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
    }
}
