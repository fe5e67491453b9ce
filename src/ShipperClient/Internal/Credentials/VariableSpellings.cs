namespace ShipperClient.Internal.Credentials;

/// <summary>Variables of other tools that are easily taken for the ones that Alibaba Cloud's credentials libraries read.</summary>
internal static class VariableSpellings
{
    private const string Profile = "ALIBABACLOUD_PROFILE";

    /// <summary>Gets a hint for each variable that is set under another name only.</summary>
    public static IEnumerable<string> Hints(CredentialsContext context) =>
        from pair in ((string Spelling, string Variable)[])
        [
            ("ALICLOUD_ACCESS_KEY", CredentialsVariables.AccessKeyId), ("ALICLOUD_SECRET_KEY", CredentialsVariables.AccessKeySecret),
            ("ALIBABACLOUD_ACCESS_KEY_ID", CredentialsVariables.AccessKeyId), (Profile, CredentialsVariables.Profile),
        ]
        where IsSetInstead(context, pair.Spelling, pair.Variable)
        select Hint(pair.Spelling, pair.Variable);

    /// <summary>Gets the hint that a profile was chosen although a variable of another name names one; <see langword="null"/> if none does.</summary>
    public static string? ProfileHint(CredentialsContext context) =>
        IsSetInstead(context, Profile, CredentialsVariables.Profile) ? Hint(Profile, CredentialsVariables.Profile) : null;

    private static bool IsSetInstead(CredentialsContext context, string spelling, string variable) =>
        !string.IsNullOrWhiteSpace(context.ReadVerbatim(spelling)) && context.Read(variable) is null;

    private static string Hint(string spelling, string variable) => $"{spelling} is set, but not read: set {variable} instead.";
}
