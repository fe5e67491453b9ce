using NetArchTest.Rules;
using ShipperClient.Worker;

namespace RetryWorker.Tests.Conventions;

/// <summary>The folders of the worker depend on each other in one direction.</summary>
public class DependencyTests
{
    private const string Root = "ShipperClient.Worker";

    // Each may use those after it, and the options at the root.
    private static readonly string[] Layers = ["Fleet", "Status", "Health", "Schedule", "Passes", "Gates", "States", "Diagnostics", "Reports", "Configuration"];

    public static TheoryData<string> AllLayers { get; } = [.. Layers];

    [Theory]
    [MemberData(nameof(AllLayers))]
    public void Layer_uses_only_the_layers_below_it(string layer)
    {
        string[] above = [.. Layers[..Array.IndexOf(Layers, layer)].Select(static name => $"{Root}.{name}")];
        if (layer == "Schedule")
        {
            above = [$"{Root}.Fleet", $"{Root}.Status", $"{Root}.Health"];
        }

        var types = Types.InAssembly(typeof(RetryWorkerOptions).Assembly).That().ResideInNamespace($"{Root}.{layer}");

        Assert.NotEmpty(types.GetTypes());
        Assert.Empty(above.Length == 0 ? [] : types.ShouldNot().HaveDependencyOnAny(above).GetResult().FailingTypeNames ?? []);
    }

    [Fact]
    public void Every_namespace_is_a_layer_or_a_root() => Assert.Equal(
        [.. Layers.Select(static layer => $"{Root}.{layer}").Append(Root).Order(StringComparer.Ordinal)],
        typeof(RetryWorkerOptions).Assembly.GetTypes().Select(static type => type.Namespace).OfType<string>()
            .Where(static name => name.StartsWith(Root, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        StringComparer.Ordinal);

    [Fact]
    public void Passes_know_nothing_of_the_scheduler() => Assert.Empty(
        Types.InAssembly(typeof(RetryWorkerOptions).Assembly).That().ResideInNamespaceMatching($@"^{Root}\.(Passes|Gates|States|Reports|Health|Diagnostics|Configuration)$")
            .ShouldNot().HaveDependencyOn("Quartz").GetResult().FailingTypeNames ?? []);

    [Fact]
    public void Worker_uses_only_the_public_surface_of_the_library() => Assert.Empty(
        Types.InAssembly(typeof(RetryWorkerOptions).Assembly).ShouldNot().HaveDependencyOnAny("ShipperClient.Internal", "ShipperClient.Testing").GetResult().FailingTypeNames ?? []);
}
