namespace ShipperClient.Testing.Internal.Tasks;

/// <summary>Which tasks a page holds: those created from <see cref="From"/> to <see cref="To"/>, both included, in Unix seconds.</summary>
internal sealed record TaskQuery(long From, long To, ShipperTaskStatus? Status, int Offset, int Size);
