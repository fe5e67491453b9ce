namespace ShipperClient.Internal.Credentials.Sources;

/// <summary>The role that is assumed, and the limits of its session.</summary>
/// <param name="RoleArn">The ARN of the role.</param>
/// <param name="SessionName">The name of the session; <see langword="null"/> for the default.</param>
internal sealed record RoleRequest(string RoleArn, string? SessionName)
{
    /// <summary>Gets the external id, which only a request that is signed with a key has.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Gets the policy that limits the rights of the session further.</summary>
    public string? Policy { get; init; }

    /// <summary>Gets the lifetime of the session; <see langword="null"/> for the default of the STS.</summary>
    public int? DurationSeconds { get; init; }
}
