using NetArchTest.Rules;

namespace RetryWorker.Tests.Conventions;

/// <summary>The folders of the worker depend on each other in one direction.</summary>
public class DependencyTests
{
    // Each may use those after it, and the options.
    private static readonly string[] Layers = ["RetryWorker.Passes", "RetryWorker.Health", "RetryWorker.States", "RetryWorker.Diagnostics", "RetryWorker.Reports", "RetryWorker.Configuration"];

    public static TheoryData<string> AllLayers { get; } = [.. Layers];

    [Theory]
    [MemberData(nameof(AllLayers))]
    public void Layer_uses_only_the_layers_below_it(string layer)
    {
        string[] above = layer is "RetryWorker.Health" ? ["RetryWorker.Passes", "RetryWorker.States"] : Layers[..Array.IndexOf(Layers, layer)];
        var types = Types.InAssembly(typeof(RetryWorkerOptions).Assembly).That().ResideInNamespace(layer);

        Assert.NotEmpty(types.GetTypes());
        Assert.Empty(above.Length == 0 ? [] : types.ShouldNot().HaveDependencyOnAny(above).GetResult().FailingTypeNames ?? []);
    }

    [Fact]
    public void Every_namespace_is_a_layer_or_the_root() => Assert.Equal(
        [.. Layers.Append("RetryWorker").Order(StringComparer.Ordinal)],
        typeof(RetryWorkerOptions).Assembly.GetTypes().Select(static type => type.Namespace).OfType<string>()
            .Where(static name => name.StartsWith("RetryWorker", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        StringComparer.Ordinal);

    [Fact]
    public void Worker_uses_only_the_public_surface_of_the_library() => Assert.Empty(
        Types.InAssembly(typeof(RetryWorkerOptions).Assembly).ShouldNot().HaveDependencyOnAny("ShipperClient.Internal", "ShipperClient.Testing.Internal").GetResult().FailingTypeNames ?? []);

    [Fact]
    public void Demo_alone_uses_the_embedded_service() => Assert.Equal(
        ["RetryWorker.Demo"],
        Types.InAssembly(typeof(RetryWorkerOptions).Assembly).That().ResideInNamespace("RetryWorker").And().HaveDependencyOn("ShipperClient.Testing").GetTypes()
            .Select(static type => type.FullName!.Split('/', '+')[0]).Distinct(StringComparer.Ordinal),
        StringComparer.Ordinal);
}
