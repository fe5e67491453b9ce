namespace ShipperClient.Testing.Tests.Support;

/// <summary>Tests that measure time run after all others, one at a time.</summary>
[CollectionDefinition(nameof(Measurements), DisableParallelization = true)]
public sealed class Measurements;
