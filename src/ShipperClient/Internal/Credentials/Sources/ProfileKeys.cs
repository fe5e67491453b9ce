namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>The names that each of the two kinds of profile files has for the same fields.</summary>
internal sealed record ProfileKeys(
    string Mode, string SecurityToken, string RoleName, string RoleArn, string RoleSessionName, string OidcTokenFile, bool StripsQuotes, string Modes)
{
    public const string AccessKeyId = "access_key_id";
    public const string AccessKeySecret = "access_key_secret";
    public const string CredentialsUri = "credentials_uri";
    public const string Enable = "enable";
    public const string EnableVpc = "enable_vpc";
    public const string ExternalId = "external_id";
    public const string OidcProviderArn = "oidc_provider_arn";
    public const string Policy = "policy";
    public const string ProcessCommand = "process_command";
    public const string SessionDuration = "expired_seconds";
    public const string SourceProfile = "source_profile";
    public const string StsEndpoint = "sts_endpoint";
    public const string StsExpiration = "sts_expiration";
    public const string StsRegion = "sts_region";

    public static readonly ProfileKeys Cli = new(
        "mode", "sts_token", "ram_role_name", "ram_role_arn", "ram_session_name", "oidc_token_file", StripsQuotes: false,
        "AK, StsToken, EcsRamRole, RamRoleArn, ChainableRamRoleArn, OIDC, CredentialsURI, External, CloudSSO and OAuth");

    public static readonly ProfileKeys Ini = new(
        "type", "security_token", "role_name", "role_arn", "role_session_name", "oidc_token_file_path", StripsQuotes: true,
        "access_key, sts, ecs_ram_role, ram_role_arn, oidc_role_arn and credentials_uri");
}
