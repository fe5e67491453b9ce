namespace ShipperClient.Cli.Texts;

/// <summary>The language of messages and help: --lang, or what the environment says.</summary>
internal static class Language
{
    public const string OptionName = "--lang";
    public const string English = "en";
    public const string Chinese = "zh-CN";

    // The order of POSIX.
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    public static IReadOnlyList<string> Names { get; } = [English, Chinese];

    /// <summary>Chooses the language as a culture. The parser refuses a wrong --lang later, in the language of the environment.</summary>
    public static CultureInfo Choose(IReadOnlyList<string> arguments, Func<string, string?> environment) => CultureInfo.GetCultureInfo(
        FromOption(arguments) ?? FromLocale(Variables.Select(environment).FirstOrDefault(static locale => !string.IsNullOrEmpty(locale))));

    private static string? FromOption(IReadOnlyList<string> arguments)
    {
        var before = arguments.TakeWhile(static argument => argument != "--").ToList();
        var index = before.FindIndex(static argument => argument == OptionName || (argument.StartsWith(OptionName, StringComparison.Ordinal) && argument[OptionName.Length] is '=' or ':'));
        var value = index < 0 ? null
            : before[index].Length > OptionName.Length ? before[index][(OptionName.Length + 1)..]
            : before.ElementAtOrDefault(index + 1);
        return Names.FirstOrDefault(name => name == value);
    }

    // "zh_CN.UTF-8" and "zh_Hans_SG" are Chinese in simplified characters; "zh_TW" is not.
    private static string FromLocale(string? locale)
    {
        var name = (locale ?? "").Split('.', '@')[0].Replace('_', '-').ToUpperInvariant();
        return name is "ZH" or "ZH-CN" or "ZH-SG" or "ZH-HANS" || name.StartsWith("ZH-HANS-", StringComparison.Ordinal) ? Chinese : English;
    }
}
