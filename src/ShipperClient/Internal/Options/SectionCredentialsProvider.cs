using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace ShipperClient.Internal.Options;

/// <summary>The access key of a configuration section. It is read anew when the configuration reloads, since a key in a mounted secret is rotated without a restart.</summary>
internal sealed class SectionCredentialsProvider : ILogServiceCredentialsProvider
{
    private const string Id = "AccessKeyId";
    private const string Secret = "AccessKeySecret";
    private const string Token = "SecurityToken";

    private volatile LogServiceCredentials _credentials;

    private SectionCredentialsProvider(LogServiceCredentials credentials) => _credentials = credentials;

    public static IReadOnlyList<string> Keys { get; } = [Id, Secret, Token];

    /// <summary>Creates the provider; without one and a mistake, the section has no access key.</summary>
    public static SectionCredentialsProvider? TryCreate(IConfiguration section, out string? mistake) =>
        TryRead(section, out var credentials, out mistake) ? new(credentials) : null;

    public ValueTask<LogServiceCredentials> GetCredentialsAsync(CancellationToken cancellationToken) => new(_credentials);

    /// <summary>Reads the section again; the key before stays in use if there is none that can be used.</summary>
    public bool TryReload(IConfiguration section, [NotNullWhen(false)] out string? mistake)
    {
        if (TryRead(section, out var credentials, out mistake))
        {
            _credentials = credentials;
            mistake = null;
            return true;
        }

        mistake ??= $"{Id} and {Secret} are no longer in the configuration.";
        return false;
    }

    // The values of an access key never become part of a message.
    private static bool TryRead(IConfiguration section, [NotNullWhen(true)] out LogServiceCredentials? credentials, out string? mistake)
    {
        (credentials, mistake) = (null, null);
        switch (BoundSection.TextAt(section, Id), BoundSection.TextAt(section, Secret), BoundSection.TextAt(section, Token))
        {
            case (null, null, null):
                return false;
            case (null, null, _):
                mistake = "SecurityToken is in the configuration without AccessKeyId and AccessKeySecret. Give all three, or none.";
                return false;
            case ({ } id, { } secret, var token):
                try
                {
                    credentials = new LogServiceCredentials(id, secret, token);
                    return true;
                }
                catch (ArgumentException exception)
                {
                    mistake = $"The access key in the configuration cannot be used: {exception.Message}";
                    return false;
                }

            default:
                mistake = "AccessKeyId and AccessKeySecret must both be in the configuration, or neither, but only one is.";
                return false;
        }
    }
}
