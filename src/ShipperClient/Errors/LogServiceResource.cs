namespace ShipperClient;

/// <summary>The resource that a <see cref="LogServiceNotFoundException"/> reports as missing.</summary>
public enum LogServiceResource
{
    /// <summary>The response does not say.</summary>
    Unknown,

    /// <summary>The project, or the project is in another region.</summary>
    Project,

    /// <summary>The Logstore.</summary>
    Logstore,

    /// <summary>The shipper.</summary>
    Shipper,
}
