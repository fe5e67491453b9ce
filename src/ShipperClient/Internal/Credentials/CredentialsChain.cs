namespace ShipperClient.Internal.Credentials;

/// <summary>The places to look for credentials, in the order of the specification ("Credentials").</summary>
internal static class CredentialsChain
{
    public static CredentialsLink[] Of(CredentialsSurroundings surroundings)
    {
        var oidc = new OidcCredentialsProvider(surroundings);
        var cli = new CliProfileCredentialsProvider(surroundings);
        var ini = new IniProfileCredentialsProvider(surroundings);
        var ecs = new EcsRamRoleCredentialsProvider(surroundings);
        var uri = new CredentialsUriProvider(surroundings);
        return
        [
            new(
                new EnvironmentCredentialsProvider(surroundings.Read),
                () => surroundings.Read(CredentialsVariables.AccessKeyId) is not null || surroundings.Read(CredentialsVariables.AccessKeySecret) is not null,
                CredentialsLink.Never,
                $"an access key ({CredentialsVariables.AccessKeyId} and {CredentialsVariables.AccessKeySecret})"),
            new(
                oidc,
                () => oidc.IsConfigured,
                CredentialsLink.Never,
                $"an OIDC role ({CredentialsVariables.RoleArn}, {CredentialsVariables.OidcProviderArn} and {CredentialsVariables.OidcTokenFile})"),
            new(cli, () => cli.IsConfigured, CredentialsLink.Never, $"the Alibaba Cloud CLI (~/.aliyun/config.json, and {CredentialsVariables.CliProfileDisabled} not true)"),
            new(ini, () => ini.IsConfigured, CredentialsLink.Never, $"a credentials file (~/.alibabacloud/credentials.ini, or {CredentialsVariables.CredentialsFile})"),
            new(
                ecs,
                () => ecs.IsConfigured,
                () => ecs.IsEnabled,
                $"a RAM role of the ECS instance ({CredentialsVariables.EcsMetadata}, and {CredentialsVariables.EcsMetadataDisabled} not true)"),
            new(uri, () => uri.IsConfigured, CredentialsLink.Never, $"a credentials URI ({CredentialsVariables.CredentialsUri})"),
        ];
    }
}
