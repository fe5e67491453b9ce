using System.Diagnostics;

namespace ShipperClient.Benchmarks;

/// <summary>What the client's process holds at one moment. Memory is what is left of it after a collection.</summary>
internal sealed record Sample(double ManagedMegabytes, double WorkingSetMegabytes, int Handles, int Threads)
{
    private const double Megabyte = 1024 * 1024;

    public static Sample Take()
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        return new Sample(managed / Megabyte, process.WorkingSet64 / Megabyte, process.HandleCount, process.Threads.Count);
    }
}
