namespace ShipperClient.Internal.Credentials;

/// <summary>The sources of credentials, in the order in which the default provider searches them.</summary>
internal static class CredentialsChain
{
    public static CredentialsSource[] Create(CredentialsContext context)
    {
        var oidc = new OidcCredentialsProvider(context);
        var cli = new CliProfileCredentialsProvider(context);
        var ini = new IniProfileCredentialsProvider(context);
        var ecs = new EcsRamRoleCredentialsProvider(context);
        var uri = new CredentialsUriProvider(context);

        // A profile that a variable names is in one of the two files: if it is in neither, that is an error.
        bool IsProfileNamed() => context.Read(CredentialsVariables.Profile) is not null;

        return
        [
            new(
                new EnvironmentCredentialsProvider(context.ReadVerbatim),
                () => context.Read(CredentialsVariables.AccessKeyId) is not null || context.Read(CredentialsVariables.AccessKeySecret) is not null,
                CredentialsSource.Never,
                $"an access key ({CredentialsVariables.AccessKeyId} and {CredentialsVariables.AccessKeySecret})"),
            new(
                oidc,
                () => oidc.IsConfigured,
                CredentialsSource.Never,
                $"an OIDC role ({CredentialsVariables.RoleArn}, {CredentialsVariables.OidcProviderArn} and {CredentialsVariables.OidcTokenFile})"),
            new(cli, CredentialsSource.Never, () => cli.IsEnabled && (cli.HasFile || IsProfileNamed()), $"the Alibaba Cloud CLI (~/.aliyun/config.json, unless {CredentialsVariables.CliProfileDisabled} is true)"),
            new(ini, () => ini.HasFile || IsProfileNamed(), CredentialsSource.Never, $"a credentials file (~/.alibabacloud/credentials.ini, or {CredentialsVariables.CredentialsFile})"),
            new(
                ecs,
                () => ecs.IsConfigured,
                () => ecs.IsEnabled,
                $"a RAM role of the ECS instance ({CredentialsVariables.EcsMetadata}, unless {CredentialsVariables.EcsMetadataDisabled} is true)"),
            new(uri, () => uri.IsConfigured, CredentialsSource.Never, $"a credentials URI ({CredentialsVariables.CredentialsUri})"),
        ];
    }
}
