using ShipperClient.Internal.Credentials;
using ShipperClient.Internal.Credentials.Sources;

namespace ShipperClient;

/// <summary>Assumes a RAM role with the credentials of another provider (<c>AssumeRole</c> of the Security Token Service, STS).</summary>
/// <remarks>
/// The credentials are cached and renewed as by a <see cref="RotatingCredentialsProvider"/>; for each fetch, the source is asked for its current credentials.
/// Connecting to the STS may take 5 seconds and the whole request 8.
/// </remarks>
public sealed class AssumeRoleCredentialsProvider : ILogServiceCredentialsProvider
{
    private static readonly TimeSpan ShortestDuration = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestDuration = TimeSpan.FromHours(12);

    private readonly ILogServiceCredentialsProvider _source;
    private readonly RotatingCredentialsProvider _rotating;

    /// <summary>Initializes a new instance of the <see cref="AssumeRoleCredentialsProvider"/> class.</summary>
    /// <param name="roleArn">The ARN of the role to assume, such as <c>acs:ram::1234567890123456:role/shipper-reader</c>.</param>
    /// <param name="source">The provider of the credentials that may assume the role. They need the RAM action <c>sts:AssumeRole</c>.</param>
    /// <param name="roleSessionName">The name of the session, which audit logs show; <see langword="null"/> for <c>shipper-client</c>.</param>
    /// <param name="externalId">The external id that the role requires of a foreign account; <see langword="null"/> for none.</param>
    /// <param name="policy">A RAM policy in JSON that limits the rights of the session to those that the role and the policy both grant; <see langword="null"/> for all of the role.</param>
    /// <param name="duration">How long the session is valid, from 15 minutes to 12 hours in whole seconds; <see langword="null"/> for the default of the STS, 1 hour.</param>
    /// <param name="stsRegion">The region of the STS, such as <c>cn-hangzhou</c>; <see langword="null"/> for the central one.</param>
    /// <param name="stsEndpoint">The endpoint of the STS instead of a region, such as <c>https://sts-vpc.cn-hangzhou.aliyuncs.com</c>.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system clock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="roleArn"/> or <paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is shorter than 15 minutes, longer than 12 hours, or not in whole seconds.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="roleArn"/>, <paramref name="roleSessionName"/>, <paramref name="externalId"/> or <paramref name="policy"/> is empty or blank,
    /// <paramref name="stsRegion"/> has other characters than letters, digits and hyphens, <paramref name="stsEndpoint"/> is not an absolute https URI (or http to
    /// this machine), or both of them are given.
    /// </exception>
    public AssumeRoleCredentialsProvider(
        string roleArn,
        ILogServiceCredentialsProvider source,
        string? roleSessionName = null,
        string? externalId = null,
        string? policy = null,
        TimeSpan? duration = null,
        string? stsRegion = null,
        Uri? stsEndpoint = null,
        TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(roleArn);
        ArgumentNullException.ThrowIfNull(source);
        CredentialsContext.ThrowIfBlank(roleSessionName, nameof(roleSessionName));
        CredentialsContext.ThrowIfBlank(externalId, nameof(externalId));
        CredentialsContext.ThrowIfBlank(policy, nameof(policy));
        if (duration is { } value && (value < ShortestDuration || value > LongestDuration || value.Ticks % TimeSpan.TicksPerSecond != 0))
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "The duration of a session must be from 15 minutes to 12 hours, in whole seconds.");
        }

        var clock = timeProvider ?? TimeProvider.System;
        var sts = new StsClient(EndpointOf(stsRegion, stsEndpoint), clock);
        var role = new RoleRequest(roleArn, roleSessionName)
        {
            ExternalId = externalId,
            Policy = policy,
            DurationSeconds = (int?)duration?.TotalSeconds,
        };
        _source = source;
        _rotating = new(
            cancellationToken => new(FetchAsync(sts, role, cancellationToken)),
            $"the STS by a role ({nameof(AssumeRoleCredentialsProvider)})",
            clock);
    }

    /// <inheritdoc/>
    /// <exception cref="LogServiceAuthenticationException">
    /// The source fails, or the STS cannot be reached or refuses, and there are no previous credentials that are still valid.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => _rotating.GetCredentialsAsync(cancellationToken);

    /// <inheritdoc/>
    public void Invalidate(LogServiceCredentials rejected) => _rotating.Invalidate(rejected);

    private async Task<LogServiceCredentials> FetchAsync(StsClient sts, RoleRequest role, CancellationToken cancellationToken)
    {
        var credentials = await _source.GetCredentialsAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new LogServiceAuthenticationException($"{_source.GetType().Name} returned null instead of credentials.");
        try
        {
            return await sts.AssumeRoleAsync(credentials, role, cancellationToken).ConfigureAwait(false);
        }
        catch (LogServiceAuthenticationException exception) when (exception.ErrorCode?.Contains("SecurityToken", StringComparison.Ordinal) == true)
        {
            _source.Invalidate(credentials); // the next fetch asks the source for others
            throw;
        }
    }

    private static Uri EndpointOf(string? stsRegion, Uri? stsEndpoint)
    {
        StsEndpoint.ThrowIfUnsafe(stsEndpoint, nameof(stsEndpoint));
        CredentialsContext.ThrowIfBlank(stsRegion, nameof(stsRegion));
        return stsEndpoint is not null && stsRegion is not null ? throw new ArgumentException("Specify the region or the endpoint of the STS, not both.", nameof(stsEndpoint))
            : stsEndpoint ?? StsEndpoint.FromRegion(stsRegion)
            ?? throw new ArgumentException("The region of the STS must consist of letters, digits and hyphens, such as cn-hangzhou.", nameof(stsRegion));
    }
}
