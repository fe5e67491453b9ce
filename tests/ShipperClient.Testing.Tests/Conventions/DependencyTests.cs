using System.Reflection;
using System.Runtime.CompilerServices;
using NetArchTest.Rules;

namespace ShipperClient.Testing.Tests.Conventions;

/// <summary>What the types of ShipperClient.Testing may depend on.</summary>
public sealed class DependencyTests
{
    private const string Internal = "ShipperClient.Testing.Internal.";

    private static readonly string[] Folders = ["Clients", "Server", "Operations", "Signing", "Protocol", "Faults", "Tasks", "Time"];

    private static readonly Assembly Library = typeof(LogServiceClient).Assembly;

    private static readonly Type[] LibraryTypes = [.. Library.GetTypes().Where(type => type is { IsNested: false, Namespace: not null })];

    private static readonly Types Testing = Types.InAssembly(typeof(FakeLogService).Assembly);

    [Fact]
    public void Fake_uses_public_types_of_the_library_only()
    {
        Assert.DoesNotContain(
            Library.GetCustomAttributes<InternalsVisibleToAttribute>(), friend => friend.AssemblyName.Split(',')[0] == typeof(FakeLogService).Assembly.GetName().Name);
        Holds(Testing.ShouldNot().HaveDependencyOnAny([.. LibraryTypes.Where(type => !type.IsVisible).Select(type => type.FullName!)]));
    }

    [Fact]
    public void Signatures_are_checked_without_the_library() => Holds(Testing.That().ResideInNamespace(Internal + "Signing")
        .ShouldNot().HaveDependencyOnAny([.. LibraryTypes.Where(type => type != typeof(LogServiceCredentials)).Select(type => type.FullName!)]));

    [Theory]
    [InlineData("Clients")]
    [InlineData("Server", "Operations", "Signing", "Protocol", "Faults", "Time")]
    [InlineData("Operations", "Signing", "Protocol", "Tasks")]
    [InlineData("Signing", "Protocol")]
    [InlineData("Protocol")]
    [InlineData("Faults")]
    [InlineData("Tasks", "Time")]
    [InlineData("Time")]
    public void Folder_depends_only_on_the_folders_below_it(string folder, params string[] allowed) => Holds(Testing.That().ResideInNamespace(Internal + folder)
        .ShouldNot().HaveDependencyOnAny([.. Folders.Except([folder, .. allowed], StringComparer.Ordinal).Select(other => Internal + other)]));

    [Fact]
    public void Internal_type_is_in_the_namespace_of_a_known_folder() => Assert.Equal(
        Folders.Order(StringComparer.Ordinal),
        Testing.That().ResideInNamespace(Internal.TrimEnd('.')).GetTypes().Select(type => type.Namespace![Internal.Length..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        StringComparer.Ordinal);

    [Fact]
    public void Internal_type_is_not_visible() => Holds(Testing.That().ResideInNamespace(Internal.TrimEnd('.')).ShouldNot().BePublic());

    [Fact]
    public void Class_is_sealed_or_static() => Holds(Testing.That().AreClasses().Should().BeSealed().Or().BeStatic());

    private static void Holds(ConditionList rule)
    {
        var result = rule.GetResult();
        Assert.True(result.IsSuccessful, string.Join('\n', result.FailingTypeNames ?? []));
    }
}
