using System.Globalization;

namespace ShipperClient.Worker.Configuration;

/// <summary>Says what is wrong with a value, or nothing.</summary>
internal static class OptionsLimits
{
    public static string? OutOfRange<T>(string name, T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{name} must be {least} to {most}, but is {value}.");
}
