using System.Globalization;

namespace ShipperClient.Tests.TestSupport;

/// <summary>Runs what is inside it under another culture: one with a dotless i, one with another calendar and other signs, one with other names.</summary>
internal sealed class CultureScope : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _uiCulture = CultureInfo.CurrentUICulture;

    public CultureScope(string name) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

    /// <summary>The cultures that give culture-sensitive code away; the last is the invariant one.</summary>
    public static string[] Names { get; } = ["tr-TR", "ar-SA", "zh-CN", ""];

    public static TheoryData<string> All { get; } = [.. Names];

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _culture;
        CultureInfo.CurrentUICulture = _uiCulture;
    }
}
