namespace ShipperClient.Testing.Internal;

/// <summary>Which access key the service knows, and which temporary ones have had their time.</summary>
internal sealed class CredentialsBook(LogServiceCredentials current)
{
    private readonly Gate _gate = new();
    private readonly HashSet<string> _expired = new(StringComparer.Ordinal);
    private LogServiceCredentials _current = current;

    public LogServiceCredentials Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    public void Rotate(LogServiceCredentials next)
    {
        lock (_gate)
        {
            if (_current.SecurityToken is not null)
            {
                _expired.Add(_current.AccessKeyId);
            }

            _current = next;
            _expired.Remove(next.AccessKeyId);
        }
    }

    public bool HasExpired(string keyId)
    {
        lock (_gate)
        {
            return _expired.Contains(keyId);
        }
    }
}
