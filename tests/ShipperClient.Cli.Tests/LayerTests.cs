using System.Reflection;
using NetArchTest.Rules;
using ShipperClient.Cli.Commands;

namespace ShipperClient.Cli.Tests;

/// <summary>The layers of the command depend on each other one way: Commands → Views → Reports → Settings → Texts.</summary>
public sealed class LayerTests
{
    private static readonly Assembly Command = typeof(ShipperCommand).Assembly;

    // From the top to the bottom; each knows those below it alone.
    private static readonly string[] Layers = ["Commands", "Views", "Reports", "Settings", "Texts"];

    public static TheoryData<string, string> Forbidden { get; } = new(
        from upper in Enumerable.Range(0, Layers.Length)
        from lower in Enumerable.Range(upper + 1, Layers.Length - upper - 1)
        select (Layers[lower], Layers[upper]));

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void A_layer_does_not_depend_on_one_above_it(string layer, string above) => AssertNone(
        Types.InAssembly(Command).That().ResideInNamespace($"ShipperClient.Cli.{layer}").ShouldNot().HaveDependencyOn($"ShipperClient.Cli.{above}"));

    [Theory]
    [InlineData("Views")]
    [InlineData("Reports")]
    [InlineData("Settings")]
    [InlineData("Texts")]
    public void Nothing_below_a_command_writes_to_the_console(string layer) => AssertNone(
        Types.InAssembly(Command).That().ResideInNamespace($"ShipperClient.Cli.{layer}").ShouldNot().HaveDependencyOnAny("System.Console", "Spectre.Console.AnsiConsole", "Spectre.Console.IAnsiConsole"));

    [Fact]
    public void The_command_uses_the_public_members_of_the_library_alone() =>
        AssertNone(Types.InAssembly(Command).ShouldNot().HaveDependencyOn("ShipperClient.Internal"));

    [Fact]
    public void Every_type_is_in_a_layer() => Assert.DoesNotContain(
        Command.GetTypes(),
        static type => type.Namespace is { } name && name.StartsWith("ShipperClient.", StringComparison.Ordinal)
            && !Layers.Append("Emulator").Any(layer => name.StartsWith($"ShipperClient.Cli.{layer}", StringComparison.Ordinal)) && name != "ShipperClient.Files");

    private static void AssertNone(ConditionList rule)
    {
        var result = rule.GetResult();
        Assert.True(result.IsSuccessful, string.Join('\n', result.FailingTypeNames ?? []));
    }
}
