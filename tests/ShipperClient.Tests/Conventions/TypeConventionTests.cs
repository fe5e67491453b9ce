using System.Reflection;
using System.Runtime.CompilerServices;

namespace ShipperClient.Tests.Conventions;

/// <summary>What every type of the library keeps to.</summary>
public sealed class TypeConventionTests
{
    private static readonly Assembly[] Libraries = [typeof(LogServiceClient).Assembly, Assembly.Load("ShipperClient.Testing")];

    // The helpers that stand beside the public types they serve.
    private static readonly string[] InternalTypesOutsideInternal =
    [
    ];

    private static IEnumerable<Type> WrittenTypes => typeof(LogServiceClient).Assembly.GetTypes()
        .Where(static type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && type.Namespace is not null && !type.FullName!.Contains('<', StringComparison.Ordinal))
        .Where(static type => type.Namespace!.StartsWith("ShipperClient", StringComparison.Ordinal) || type.Namespace.StartsWith("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal));

    [Fact]
    public void Exported_classes_are_sealed_abstract_static_or_made_to_be_substituted() => Offenders.None(Libraries
        .SelectMany(static library => library.GetExportedTypes())
        .Where(static type => type.IsClass && !type.IsSealed && !type.IsAbstract && type != typeof(LogServiceException))
        .Where(static type => !PublicMethods(type).All(static method => method.IsVirtual || method.Name == nameof(IDisposable.Dispose))));

    [Fact]
    public void Every_call_of_the_client_can_be_substituted() => Assert.All(
        PublicMethods(typeof(LogServiceClient)).Where(static method => method.Name != nameof(IDisposable.Dispose)),
        static method => Assert.True(method is { IsVirtual: true, IsFinal: false }, method.Name));

    [Fact]
    public void Every_kind_of_error_can_be_caught_by_its_base() => Assert.All(
        Libraries.SelectMany(static library => library.GetExportedTypes()).Where(static type => type.IsAssignableTo(typeof(Exception))),
        static type => Assert.True(type == typeof(LogServiceException) || type.BaseType == typeof(LogServiceException), type.FullName));

    [Fact]
    public void Type_under_Internal_is_not_public() => Offenders.None(WrittenTypes.Where(static type => type.Namespace!.Contains(".Internal", StringComparison.Ordinal) && type.IsVisible));

    [Fact]
    public void Type_outside_Internal_is_public_or_a_helper_named_here() => Assert.Equal(
        InternalTypesOutsideInternal.Order(StringComparer.Ordinal),
        WrittenTypes.Where(static type => !type.Namespace!.Contains(".Internal", StringComparison.Ordinal) && !type.IsVisible).Select(static type => type.FullName!).Order(StringComparer.Ordinal));

    [Fact]
    public void Internal_type_is_in_the_namespace_of_its_folder() => Assert.All(
        Repository.Sources("src/ShipperClient").Where(static source => source.Path.StartsWith("Internal/", StringComparison.Ordinal)),
        static source => Assert.Contains($"\nnamespace ShipperClient.{source.Path[..source.Path.LastIndexOf('/')].Replace('/', '.')};\n", "\n" + source.Text, StringComparison.Ordinal));

    [Fact]
    public void Static_field_cannot_change() => Offenders.None(WrittenTypes
        .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(static field => !field.IsLiteral && (!field.IsInitOnly || field.FieldType.IsArray || IsMutableCollection(field.FieldType)))
        .Where(static field => !field.IsDefined(typeof(CompilerGeneratedAttribute)))
        .Select(static field => $"{field.DeclaringType}.{field.Name}"));

    [Fact]
    public void Public_member_does_not_mention_Polly() => Assert.All(
        Libraries.Select(static library => Repository.PathTo("src", library.GetName().Name!, "PublicAPI.Unshipped.txt")),
        static declared => Assert.DoesNotContain("Polly", File.ReadAllText(declared), StringComparison.OrdinalIgnoreCase));

    private static bool IsMutableCollection(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(List<>) || definition == typeof(Dictionary<,>) || definition == typeof(HashSet<>));

    private static IEnumerable<MethodInfo> PublicMethods(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(static method => !method.IsSpecialName);
}
