namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>Determines the endpoint of the STS: the only place that knows its addresses.</summary>
internal static class StsEndpoint
{
    /// <summary>Determines the endpoint for a profile and the environment, or for the environment alone.</summary>
    /// <exception cref="LogServiceAuthenticationException">The endpoint or the region cannot be used; the message names the field or the variable.</exception>
    public static Uri Resolve(CredentialsContext context, CredentialsProfile? profile = null)
    {
        if (context.StsAddress is { } address)
        {
            return address;
        }

        if (First(context, CredentialsVariables.StsEndpoint, profile, ProfileKeys.StsEndpoint) is { } endpoint)
        {
            return FromHost(endpoint.Value, endpoint.Origin);
        }

        var region = First(context, CredentialsVariables.StsRegion, profile, ProfileKeys.StsRegion);
        var isVpc = profile?.IsTrue(ProfileKeys.EnableVpc) == true || context.IsTrue(CredentialsVariables.VpcEndpointEnabled);
        return FromRegion(region?.Value, isVpc)
            ?? throw new LogServiceAuthenticationException($"{region!.Value.Origin} must consist of letters, digits and hyphens, such as cn-hangzhou.");
    }

    /// <summary>Determines the endpoint of a region.</summary>
    /// <returns>The endpoint; <see langword="null"/> if the region would name another host.</returns>
    public static Uri? FromRegion(string? region, bool isVpc = false) =>
        region is null ? new Uri("https://sts.aliyuncs.com/")
        : region.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-') ? new Uri($"https://sts{(isVpc ? "-vpc" : "")}.{region}.aliyuncs.com/")
        : null;

    /// <summary>Refuses an endpoint of an application that would expose what is sent.</summary>
    public static void ThrowIfUnsafe(Uri? endpoint, string parameter)
    {
        if (endpoint is not (null or { IsAbsoluteUri: true, Scheme: "https" } or { IsAbsoluteUri: true, Scheme: "http", IsLoopback: true }))
        {
            throw new ArgumentException("The endpoint of the STS must be an absolute https URI, such as https://sts.cn-hangzhou.aliyuncs.com.", parameter);
        }
    }

    // Always https: the scheme of a pasted address is dropped.
    private static Uri FromHost(string endpoint, string origin)
    {
        var scheme = endpoint.IndexOf("://", StringComparison.Ordinal);
        var host = (scheme < 0 ? endpoint : endpoint[(scheme + 3)..]).TrimEnd('/');
        return host.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ':') && Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var uri)
            ? uri
            : throw new LogServiceAuthenticationException($"{origin} must be the host of the STS, such as sts.cn-hangzhou.aliyuncs.com.");
    }

    private static (string Value, string Origin)? First(CredentialsContext context, string variable, CredentialsProfile? profile, string key) =>
        profile?.Read(key)?.Trim() is { Length: > 0 } field ? (field, $"{profile.Description}: {key}")
        : context.Read(variable)?.Trim() is { } value ? (value, variable)
        : null;
}
