namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Gets the credentials of a profile in the way that its mode says.</summary>
/// <param name="context">The environment and the services.</param>
/// <param name="find">Finds another profile of the same file.</param>
internal sealed class ProfileFetcher(CredentialsContext context, Func<string, CredentialsProfile?> find)
{
    /// <summary>Gets the credentials of a profile.</summary>
    /// <exception cref="LogServiceAuthenticationException">The profile lacks a field or has a mode that is not supported, or its service fails.</exception>
    public async Task<LogServiceCredentials> FetchAsync(CredentialsProfile profile, CancellationToken cancellationToken)
    {
        try
        {
            return await FetchAsync(profile, [profile.Name], cancellationToken).ConfigureAwait(false);
        }
        catch (LogServiceAuthenticationException exception) when (exception.IsSourceUnavailable)
        {
            // A profile names its service. If that does not exist, this is an error and no reason to search further.
            throw new LogServiceAuthenticationException(exception.Message, exception.InnerException) { StatusCode = exception.StatusCode, IsTransient = exception.IsTransient };
        }
    }

    private Task<LogServiceCredentials> FetchAsync(CredentialsProfile profile, string[] chain, CancellationToken cancellationToken)
    {
        var mode = profile.Required(profile.Keys.Mode);
        return mode.ToUpperInvariant() switch
        {
            "AK" or "ACCESS_KEY" => Task.FromResult(Key(profile, token: null)),
            "STSTOKEN" or "STS" => Task.FromResult(TemporaryKey(profile)),
            "CLOUDSSO" or "OAUTH" => Task.FromResult(SignIn(profile)),
            "EXTERNAL" => RunAsync(profile, cancellationToken),
            "ECSRAMROLE" or "ECS_RAM_ROLE" => EcsRole(profile, mode).FetchAsync(cancellationToken),
            "RAMROLEARN" or "RAM_ROLE_ARN" => Sts(profile).AssumeRoleAsync(Key(profile, profile.Read(profile.Keys.SecurityToken)), Role(profile), cancellationToken),
            "CHAINABLERAMROLEARN" => AssumeFromAsync(profile, chain, cancellationToken),
            "OIDC" or "OIDC_ROLE_ARN" => Sts(profile).AssumeRoleWithOidcAsync(
                Role(profile),
                RequiredOr(profile, ProfileKeys.OidcProviderArn, CredentialsVariables.OidcProviderArn),
                RequiredOr(profile, profile.Keys.OidcTokenFile, CredentialsVariables.OidcTokenFile),
                cancellationToken),
            "CREDENTIALSURI" or "CREDENTIALS_URI" => new CredentialsUriClient(
                context, RequiredOr(profile, ProfileKeys.CredentialsUri, CredentialsVariables.CredentialsUri)).FetchAsync(cancellationToken),
            _ => throw new LogServiceAuthenticationException(
                $"{profile.Description} has the {profile.Keys.Mode} {TextSanitizer.Clean(mode, 64)}, which is not supported. Supported are {profile.Keys.Modes}; "
                + "for another, use an AccessKey pair or a RAM role instead, or a credentials provider of your own."),
        };
    }

    private static LogServiceCredentials Key(CredentialsProfile profile, string? token, DateTimeOffset? expiresAt = null) => CredentialsParser.Create(
        profile.Description, profile.Required(ProfileKeys.AccessKeyId), profile.Required(ProfileKeys.AccessKeySecret), token, expiresAt);

    private LogServiceCredentials TemporaryKey(CredentialsProfile profile) =>
        Key(profile, profile.Required(profile.Keys.SecurityToken), Expiration(profile, "Renew them"));

    // The CLI keeps the key of the last sign-in in the file; the sign-in itself needs a person and a browser.
    private LogServiceCredentials SignIn(CredentialsProfile profile) =>
        profile.Read(ProfileKeys.AccessKeyId) is null || profile.Read(ProfileKeys.AccessKeySecret) is null || profile.Read(profile.Keys.SecurityToken) is null
            ? throw new LogServiceAuthenticationException($"{profile.Description} has no cached credentials. Sign in with the Alibaba Cloud CLI (aliyun configure --profile {profile.ShownName}).")
            : Key(profile, profile.Required(profile.Keys.SecurityToken), Expiration(profile, "Sign in again"));

    private DateTimeOffset? Expiration(CredentialsProfile profile, string advice) => profile.Time(ProfileKeys.StsExpiration) is not { } time || time > context.Clock.GetUtcNow()
        ? profile.Time(ProfileKeys.StsExpiration)
        : throw new LogServiceAuthenticationException(string.Create(
            CultureInfo.InvariantCulture,
            $"The credentials of {profile.DescriptionInSentence} expired at {time.UtcDateTime:u}. {advice} with the Alibaba Cloud CLI (aliyun configure --profile {profile.ShownName})."));

    private Task<LogServiceCredentials> RunAsync(CredentialsProfile profile, CancellationToken cancellationToken) => context.IsTrue(CredentialsVariables.ExternalProcessDisabled)
        ? throw new LogServiceAuthenticationException(
            $"{profile.Description} has a {ProfileKeys.ProcessCommand}, but {CredentialsVariables.ExternalProcessDisabled} is true. Unset the variable, or use another profile.")
        : ExternalProgram.RunAsync(
            profile.ReadVerbatim(ProfileKeys.ProcessCommand) ?? profile.Required(ProfileKeys.ProcessCommand),
            $"the program of {profile.DescriptionInSentence}",
            context.Clock,
            cancellationToken);

    private async Task<LogServiceCredentials> AssumeFromAsync(CredentialsProfile profile, string[] chain, CancellationToken cancellationToken)
    {
        var name = profile.Required(ProfileKeys.SourceProfile);
        if (chain.Contains(name, StringComparer.Ordinal))
        {
            throw new LogServiceAuthenticationException(
                $"{profile.Description} has no usable {ProfileKeys.SourceProfile}: the source profiles form a cycle: {TextSanitizer.Clean(string.Join(" → ", [.. chain, name]))}.");
        }

        var role = Role(profile);
        var source = find(name) ?? throw new LogServiceAuthenticationException(
            $"{profile.Description} names the source profile \"{TextSanitizer.Clean(name, 64)}\", which does not exist.");
        var credentials = await FetchAsync(source, [.. chain, name], cancellationToken).ConfigureAwait(false);
        return await Sts(profile).AssumeRoleAsync(credentials, role, cancellationToken).ConfigureAwait(false);
    }

    private EcsMetadataClient EcsRole(CredentialsProfile profile, string mode) => context.IsTrue(CredentialsVariables.EcsMetadataDisabled)
        ? throw new LogServiceAuthenticationException(
            $"{profile.Description} has the {profile.Keys.Mode} {mode}, but {CredentialsVariables.EcsMetadataDisabled} is true. Unset the variable, or use another profile.")
        : new EcsMetadataClient(context, profile.Read(profile.Keys.RoleName), allowVersion1: !context.IsTrue(CredentialsVariables.ImdsV1Disabled));

    private StsClient Sts(CredentialsProfile profile) => new(StsEndpoint.Resolve(context, profile), context.Clock);

    private RoleRequest Role(CredentialsProfile profile) => new(
        RequiredOr(profile, profile.Keys.RoleArn, CredentialsVariables.RoleArn),
        profile.Read(profile.Keys.RoleSessionName) ?? context.Read(CredentialsVariables.RoleSessionName))
    {
        ExternalId = profile.Read(ProfileKeys.ExternalId),
        Policy = profile.Read(ProfileKeys.Policy),
        DurationSeconds = profile.Seconds(ProfileKeys.SessionDuration),
    };

    private string RequiredOr(CredentialsProfile profile, string key, string variable) => profile.Read(key) ?? context.Read(variable)
        ?? throw new LogServiceAuthenticationException($"{profile.Description} has no {key}. Add it, or set {variable}.");
}
