namespace ShipperClient.Benchmarks;

/// <summary>Whether the service did what the client reported, in tasks.</summary>
/// <param name="Retried">How many the service ran again.</param>
/// <param name="Taken">How many the client reported as taken.</param>
/// <param name="InDoubt">How many the service ran again whose reply was lost on purpose, and that the client could not report.</param>
/// <param name="Lost">How many the client reported as taken that the service did not run again: must be none.</param>
/// <param name="Unreported">How many the service ran again that the client neither reported nor could be in doubt about: must be none.</param>
internal sealed record Verdict(int Retried, int Taken, int InDoubt, int Lost, int Unreported)
{
    public static Verdict operator +(Verdict left, Verdict right) => new(
        left.Retried + right.Retried, left.Taken + right.Taken, left.InDoubt + right.InDoubt, left.Lost + right.Lost, left.Unreported + right.Unreported);
}
