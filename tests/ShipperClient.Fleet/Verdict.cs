namespace ShipperClient.Fleet;

/// <summary>The figures of a scenario, each with what is asked.</summary>
internal sealed class Verdict
{
    private readonly List<(string Text, bool IsGood)> _figures = [];

    public void Add(string name, double figure, double most, string unit = "") =>
        _figures.Add((FormattableString.Invariant($"{name}: {figure:0.##} {unit} (at most {most:0.##})"), figure <= most));

    public void Add(string name, bool isGood) => _figures.Add((name, isGood));

    /// <summary>Prints the figures.</summary>
    /// <returns>How many are not within what is asked.</returns>
    public int Print()
    {
        foreach (var (text, isGood) in _figures)
        {
            Console.WriteLine($"{(isGood ? "  ok    " : "  WRONG ")}{text}");
        }

        return _figures.Count(static figure => !figure.IsGood);
    }
}
