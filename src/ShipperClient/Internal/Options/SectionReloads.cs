using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using ShipperClient.Internal.Diagnostics;

namespace ShipperClient.Internal.Options;

/// <summary>Follows the reloads of a client's section: another access key is used from then on, and a change of anything else, which is read once, is logged.</summary>
internal sealed class SectionReloads : IDisposable
{
    private readonly BoundSection _bound;
    private readonly SectionCredentialsProvider? _credentials;
    private readonly ILogger _logger;
    private readonly IDisposable _registration;

    public SectionReloads(BoundSection bound, SectionCredentialsProvider? credentials, ILogger logger)
    {
        (_bound, _credentials, _logger) = (bound, credentials, logger);
        _registration = ChangeToken.OnChange(bound.Section.GetReloadToken, Follow);
        Follow(); // what changed since the options were read
    }

    public void Dispose() => _registration.Dispose();

    private void Follow()
    {
        lock (_bound)
        {
            var changed = _bound.Reread().ToLookup(key => _credentials is not null && SectionCredentialsProvider.Keys.Contains(key, StringComparer.OrdinalIgnoreCase));
            if (changed[true].Any())
            {
                ReloadAccessKey();
            }

            if (changed[false].Any())
            {
                Log.OptionsNotReloaded(_logger, string.Join(", ", changed[false]));
            }
        }
    }

    private void ReloadAccessKey()
    {
        if (_credentials!.TryReload(_bound.Section, out var mistake))
        {
            Log.AccessKeyReloaded(_logger);
        }
        else
        {
            Log.AccessKeyNotReloaded(_logger, mistake);
        }
    }
}
