using System.Resources;

namespace ShipperClient.Cli.Texts;

/// <summary>The texts that a user reads, in one language: <c>Strings.resx</c> in English and <c>Strings.zh-CN.resx</c> in Chinese, with the same keys and placeholders.</summary>
internal sealed class Strings
{
    /// <summary>English, which documents for other programs have in every language.</summary>
    public static readonly Strings English = new(Texts.Language.English, nameof(Strings));

    private static readonly Strings Chinese = new(Texts.Language.Chinese, $"{nameof(Strings)}.{Texts.Language.Chinese}");

    private readonly ResourceManager _texts;

    private Strings(string language, string baseName)
    {
        Language = language;
        _texts = new ResourceManager(baseName, typeof(Strings).Assembly);
    }

    /// <summary>The texts of this invocation's language, which is the culture of its user interface.</summary>
    public static Strings Current => CultureInfo.CurrentUICulture.Name == Texts.Language.Chinese ? Chinese : English;

    /// <summary>The name of the language, as in HTML.</summary>
    public string Language { get; }

    /// <inheritdoc cref="Text"/>
    public static string Get(string key, params ReadOnlySpan<object?> values) => Current.Text(key, values);

    /// <summary>The text of a key, with values in its placeholders.</summary>
    public string Text(string key, params ReadOnlySpan<object?> values)
    {
        var text = _texts.GetString(key, CultureInfo.InvariantCulture) ?? throw new ArgumentException($"There is no text {key}.", nameof(key));
        return values.IsEmpty ? text : string.Format(CultureInfo.InvariantCulture, text, values);
    }
}
