namespace ShipperClient;

/// <summary>What a <see cref="LogServiceNotFoundException"/> misses.</summary>
public enum LogServiceResource
{
    /// <summary>The reply does not tell.</summary>
    Unknown,

    /// <summary>The project, or it lies in another region.</summary>
    Project,

    /// <summary>The Logstore.</summary>
    Logstore,

    /// <summary>The shipper.</summary>
    Shipper,
}
