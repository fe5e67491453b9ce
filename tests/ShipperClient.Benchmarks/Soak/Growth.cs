using System.Globalization;

namespace ShipperClient.Benchmarks;

/// <summary>How a figure grew over a soak: the median of the first quarter of the samples against that of the last.</summary>
internal sealed record Growth(string Name, double First, double Last, double? Allowed)
{
    public bool IsFlat => Allowed is not { } allowed || Last - First <= allowed;

    /// <param name="samples">The samples, in order.</param>
    /// <param name="name">What the figure is called.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="allowed">By how much it may grow; <see langword="null"/> where it is told as information only.</param>
    public static Growth Of(IReadOnlyList<Sample> samples, string name, Func<Sample, double> figure, double? allowed)
    {
        var quarter = Math.Max(1, samples.Count / 4);
        return new Growth(name, Median(samples.Take(quarter)), Median(samples.TakeLast(quarter)), allowed);

        double Median(IEnumerable<Sample> some)
        {
            var sorted = some.Select(figure).Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: {First:0.0} in the first quarter, {Last:0.0} in the last ({Last - First:+0.0;-0.0;0.0}, {(Allowed is { } allowed ? $"at most +{allowed:0.0}" : "for information")})");
}
