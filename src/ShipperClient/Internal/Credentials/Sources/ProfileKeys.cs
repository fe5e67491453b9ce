namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>The names that each of the two kinds of profile files has for the same fields.</summary>
internal sealed record ProfileKeys(string Mode, string SecurityToken, string RoleName, string RoleArn, string RoleSessionName, string OidcTokenFile, string Modes)
{
    public const string AccessKeyId = "access_key_id";
    public const string AccessKeySecret = "access_key_secret";
    public const string OidcProviderArn = "oidc_provider_arn";
    public const string CredentialsUri = "credentials_uri";
    public const string StsRegion = "sts_region";

    public static readonly ProfileKeys Cli = new(
        "mode", "sts_token", "ram_role_name", "ram_role_arn", "ram_session_name", "oidc_token_file",
        "AK, StsToken, EcsRamRole, RamRoleArn, OIDC and CredentialsURI");

    public static readonly ProfileKeys Ini = new(
        "type", "security_token", "role_name", "role_arn", "role_session_name", "oidc_token_file_path",
        "access_key, sts, ecs_ram_role, ram_role_arn, oidc_role_arn and credentials_uri");
}
