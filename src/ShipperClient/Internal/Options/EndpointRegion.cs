using System.Collections.Immutable;

namespace ShipperClient.Internal.Options;

/// <summary>Finds the region in the host of an endpoint, and recognizes what people give instead of an endpoint (docs/service-api.md, "Addressing").</summary>
internal static class EndpointRegion
{
    private const string GlobalSuffix = ".log-global.aliyuncs.com";

    private static readonly ImmutableArray<string> Domains = [".log.aliyuncs.com", ".sls.aliyuncs.com"];
    private static readonly ImmutableArray<string> Networks = ["-intranet", "-share", "-vpc", "-internal"];
    private static readonly ImmutableArray<string> Continents = ["cn", "ap", "us", "eu", "me", "na", "sa"];

    /// <summary>Finds the region of <c>&lt;region&gt;[-intranet|-share|-vpc|-internal].(log|sls).aliyuncs.com</c>.</summary>
    public static string? Find(string host) =>
        LabelsBeforeDomain(host) is { } label && WithoutNetwork(label) is var region && LooksLikeRegion(region) ? region : null;

    /// <summary>Says what is wrong with a host that has a project before it, or is only a region, and what to give instead; <see langword="null"/> if it is neither.</summary>
    public static string? ProblemWith(Uri endpoint)
    {
        var host = endpoint.Host.TrimEnd('.');
        if (LabelsBeforeDomain(host)?.LastIndexOf('.') is > 0 and { } dot)
        {
            return ContainsProject(host[..dot], host[(dot + 1)..]);
        }

        if (host.EndsWith(GlobalSuffix, StringComparison.Ordinal))
        {
            return ContainsProject(host[..^GlobalSuffix.Length], GlobalSuffix[1..]);
        }

        // A private network may have a host of that name, but then the service listens on a port of its own there.
        return endpoint.IsDefaultPort && Continents.Contains(host.Split('-')[0], StringComparer.Ordinal) && LooksLikeRegion(WithoutNetwork(host))
            ? $"is only a region. Give its endpoint: {host}{Domains[0]}."
            : null;
    }

    private static string ContainsProject(string project, string endpoint) =>
        $"contains a project: leave the project out (\"{project}\"), and give {endpoint}. Each call names its project.";

    private static string? LabelsBeforeDomain(string host) =>
        Domains.FirstOrDefault(domain => host.EndsWith(domain, StringComparison.Ordinal)) is { } domain ? host[..^domain.Length] : null;

    private static string WithoutNetwork(string label) =>
        Networks.FirstOrDefault(network => label.EndsWith(network, StringComparison.Ordinal)) is { } network ? label[..^network.Length] : label;

    // "cn-hangzhou", "us-west-1". A wrong guess shows as a signature that does not match.
    private static bool LooksLikeRegion(string label)
    {
        var parts = label.Split('-');
        return parts.Length >= 2
            && parts[0].Length is 2 or 3
            && parts.All(static part => part.Length > 0 && part.All(char.IsAsciiLetterOrDigit))
            && !parts.Any(static part => part is "internal" or "intranet" or "share" || part.StartsWith("vpc", StringComparison.Ordinal));
    }
}
