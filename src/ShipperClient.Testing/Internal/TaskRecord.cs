using System.Runtime.InteropServices;

namespace ShipperClient.Testing.Internal;

/// <summary>
/// One task in 24 bytes: times in Unix seconds, 0 for none; what few tasks have is behind <see cref="Details"/>, shared where it is the same.
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
