using System.Runtime.InteropServices;

namespace ShipperClient.Testing.Internal.Tasks;

/// <summary>
/// One task in 24 bytes. Times are Unix seconds, 0 for none. What few tasks have is in <see cref="Details"/>, which tasks share if it is the same.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct TaskRecord
{
    public TaskDetails? Details;
    public uint CreatedAt;
    public uint LastDataReceivedAt;
    public uint FinishedAt;
    public ShipperTaskStatus Status;
}
