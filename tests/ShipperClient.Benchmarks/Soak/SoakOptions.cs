using System.Globalization;

namespace ShipperClient.Benchmarks;

/// <summary>How long a soak takes, and what its chances are drawn from.</summary>
internal sealed record SoakOptions(TimeSpan Duration, int Seed)
{
    public static SoakOptions Parse(string[] args)
    {
        var options = new SoakOptions(TimeSpan.FromMinutes(10), Random.Shared.Next());
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.", nameof(args));
            options = args[i] switch
            {
                "--minutes" => options with { Duration = TimeSpan.FromMinutes(double.Parse(value, CultureInfo.InvariantCulture)) },
                "--seed" => options with { Seed = int.Parse(value, CultureInfo.InvariantCulture) },
                _ => throw new ArgumentException($"{args[i]} is none of --minutes and --seed.", nameof(args)),
            };
        }

        return options;
    }
}
