using ShipperClient.Worker.Reports;

namespace ShipperClient.Worker.Gates;

/// <summary>Holds the requests to a project within its rate.</summary>
internal interface IProjectGate
{
    /// <summary>Waits for the place of a request in the rate of a project.</summary>
    Task<Admission> WaitAsync(string project, CancellationToken cancellationToken);

    /// <summary>Lets no request to a project through for a while, because the service throttles it.</summary>
    Task HoldAsync(string project, TimeSpan time, CancellationToken cancellationToken);

    /// <summary>Returns the projects that are held, and until when.</summary>
    Task<IReadOnlyList<HeldProject>> GetHeldAsync(CancellationToken cancellationToken);
}
