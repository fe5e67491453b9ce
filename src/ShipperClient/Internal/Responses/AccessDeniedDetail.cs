using System.Text.Json;

namespace ShipperClient.Internal.Responses;

/// <summary>Reads the <c>accessDeniedDetail</c> of an error (docs/service-api.md, "Errors"): what RAM denies, to whom, and by which kind of policy.</summary>
internal static class AccessDeniedDetail
{
    /// <summary>Reads the detail as the end of a sentence, such as <c>log:ListShipper to SubUser 2134 (ImplicitDeny)</c>; <see langword="null"/> if it says none of that.</summary>
    public static string? Read(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }

        string? action = null, name = null, owner = null, principalType = null, denialType = null, policyType = null;
        while (LenientJson.Next(ref json))
        {
            switch (FieldOf(ref json))
            {
                case Field.Action: action = Text(ref json); break;
                case Field.Name: name = Text(ref json); break;
                case Field.Owner: owner = Text(ref json); break;
                case Field.PrincipalType: principalType = Text(ref json); break;
                case Field.DenialType: denialType = Text(ref json); break;
                case Field.PolicyType: policyType = Text(ref json); break;
                default: json.Skip(); break;
            }
        }

        var principal = Join(" ", principalType, name, owner is null ? null : $"of account {owner}");
        var types = Join(", ", denialType, policyType);
        return action is null && principal.Length == 0 && types.Length == 0
            ? null
            : $"{action ?? "the call"}{(principal.Length == 0 ? "" : $" to {principal}")}{(types.Length == 0 ? "" : $" ({types})")}";
    }

    private static string? Text(ref Utf8JsonReader json) => LenientJson.ReadValueAsMessage(ref json);

    private static string Join(string separator, params string?[] parts) => string.Join(separator, parts.Where(static part => part is not null));

    private static Field FieldOf(ref Utf8JsonReader json) =>
        LenientJson.Is(ref json, "AuthAction"u8) ? Field.Action
        : LenientJson.Is(ref json, "AuthPrincipalDisplayName"u8) ? Field.Name
        : LenientJson.Is(ref json, "AuthPrincipalOwnerId"u8) ? Field.Owner
        : LenientJson.Is(ref json, "AuthPrincipalType"u8) ? Field.PrincipalType
        : LenientJson.Is(ref json, "NoPermissionType"u8) ? Field.DenialType
        : LenientJson.Is(ref json, "PolicyType"u8) ? Field.PolicyType
        : Field.Unknown;

    private enum Field
    {
        Unknown,
        Action,
        Name,
        Owner,
        PrincipalType,
        DenialType,
        PolicyType,
    }
}
