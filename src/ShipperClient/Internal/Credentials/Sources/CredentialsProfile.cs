namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>A profile of a file, and how its mode gets credentials. It holds secrets, so it is not a record: those print their values.</summary>
internal sealed class CredentialsProfile(string description, ProfileKeys keys, Func<string, string?> read)
{
    public async Task<LogServiceCredentials> FetchAsync(CredentialsContext context, CancellationToken cancellationToken)
    {
        var mode = Required(keys.Mode);
        var sts = new StsClient(context, read(ProfileKeys.StsRegion));
        return mode.ToUpperInvariant() switch
        {
            "AK" or "ACCESS_KEY" => AccessKey(token: null),
            "STSTOKEN" or "STS" => AccessKey(Required(keys.SecurityToken)),
            "ECSRAMROLE" or "ECS_RAM_ROLE" => await EcsRole(context).FetchAsync(cancellationToken).ConfigureAwait(false),
            "RAMROLEARN" or "RAM_ROLE_ARN" => await sts.AssumeRoleAsync(
                AccessKey(read(keys.SecurityToken)), Required(keys.RoleArn), read(keys.RoleSessionName), cancellationToken).ConfigureAwait(false),
            "OIDC" or "OIDC_ROLE_ARN" => await sts.AssumeRoleWithOidcAsync(
                Required(keys.RoleArn), Required(ProfileKeys.OidcProviderArn), Required(keys.OidcTokenFile), read(keys.RoleSessionName), cancellationToken).ConfigureAwait(false),
            "CREDENTIALSURI" or "CREDENTIALS_URI" => await new CredentialsUriClient(context, Required(ProfileKeys.CredentialsUri))
                .FetchAsync(cancellationToken).ConfigureAwait(false),
            _ => throw new LogServiceAuthenticationException(
                $"{description} has the {keys.Mode} {TextSanitizer.Clean(mode, 64)}, which is not supported. Supported are {keys.Modes}; "
                + $"for another, fetch the credentials yourself with a {nameof(RotatingCredentialsProvider)}."),
        };
    }

    private LogServiceCredentials AccessKey(string? token) =>
        CredentialsParser.Create(description, Required(ProfileKeys.AccessKeyId), Required(ProfileKeys.AccessKeySecret), token);

    private EcsMetadataClient EcsRole(CredentialsContext context) =>
        new(context, read(keys.RoleName), allowVersion1: !context.IsTrue(CredentialsVariables.ImdsV1Disabled));

    private string Required(string key) => read(key) ?? throw new LogServiceAuthenticationException($"{description} has no {key}. Add it.");
}
