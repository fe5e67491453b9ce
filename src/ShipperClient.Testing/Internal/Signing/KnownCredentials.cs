namespace ShipperClient.Testing.Internal.Signing;

/// <summary>The credentials that the service accepts, and the temporary ones that it no longer accepts.</summary>
internal sealed class KnownCredentials(LogServiceCredentials current)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _expiredKeyIds = new(StringComparer.Ordinal);
    private LogServiceCredentials _current = current;

    public LogServiceCredentials Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    public void Rotate(LogServiceCredentials next)
    {
        lock (_lock)
        {
            if (_current.SecurityToken is not null)
            {
                _expiredKeyIds.Add(_current.AccessKeyId);
            }

            _current = next;
            _expiredKeyIds.Remove(next.AccessKeyId);
        }
    }

    public bool HasExpired(string keyId)
    {
        lock (_lock)
        {
            return _expiredKeyIds.Contains(keyId);
        }
    }
}
