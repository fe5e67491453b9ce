using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace ShipperClient.Tests.Conventions;

/// <summary>The loops use public members only, so they run on a substitute as on a client, and an application could have written them.</summary>
public sealed class LoopTests
{
    private const string Loops = "ShipperClient.Internal.Loops";

    [Fact]
    public void Loops_use_public_members_only()
    {
        using var library = ModuleDefinition.ReadModule(typeof(LogServiceClient).Assembly.Location);
        var used = library.GetAllTypes()
            .Where(static type => IsLoop(type))
            .SelectMany(static type => type.Methods)
            .Where(static method => method.HasBody)
            .SelectMany(static method => method.Body.Instructions.Select(instruction => (User: method, Member: instruction.Operand as MemberReference)))
            .Where(use => use.Member is MethodReference or FieldReference && use.Member.DeclaringType?.GetElementType().Scope == library)
            .Select(static use => (use.User, Definition: use.Member!.Resolve()))
            .Where(static use => use.Definition is not null && !IsLoop(use.Definition.DeclaringType) && use.Definition.DeclaringType.Namespace.StartsWith("ShipperClient", StringComparison.Ordinal))
            .ToList();

        Assert.Contains(used, static use => use.Definition.Name == nameof(LogServiceClient.GetShipperStatusAsync));
        Offenders.None(used
            .Where(static use => use.Definition is MethodDefinition { IsPublic: false } or FieldDefinition { IsPublic: false } || !use.Definition.DeclaringType.IsPublic)
            .Select(static use => $"{use.User.DeclaringType.FullName} uses {use.Definition.FullName}"));
    }

    // With the types that the compiler makes of its methods.
    private static bool IsLoop(TypeDefinition type) => type.Namespace == Loops || (type.DeclaringType is { } outer && IsLoop(outer));
}
