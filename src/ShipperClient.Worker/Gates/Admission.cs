using System.Runtime.InteropServices;

namespace ShipperClient.Worker.Gates;

/// <summary>The place of one request in the rate of its project.</summary>
/// <param name="Timestamp">The timestamp from which the request may be sent.</param>
/// <param name="Spacing">The time between two places.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Admission(long Timestamp, TimeSpan Spacing)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns whether the place has passed: a request sent so late would come together with those of the next places.</summary>
    public bool IsMissed(TimeProvider time) => Spacing > TimeSpan.Zero && time.GetElapsedTime(Timestamp) > (Spacing > Tolerance ? Spacing : Tolerance);
}
