namespace ShipperClient.Benchmarks;
internal static class StormCommand { public static Task<int> RunAsync() => Task.FromResult(0); }
