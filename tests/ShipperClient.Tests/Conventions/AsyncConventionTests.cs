using System.Reflection;

namespace ShipperClient.Tests.Conventions;

/// <summary>Asynchronous methods have a name that ends in Async and take a cancellation token.</summary>
public sealed class AsyncConventionTests
{
    // The task of a disposal cannot be cancelled; its name and its shape are the platform's.
    private static IEnumerable<MethodInfo> WaitingMethods => new[] { typeof(LogServiceClient).Assembly, Assembly.Load("ShipperClient.Testing") }
        .SelectMany(static library => library.GetExportedTypes())
        .SelectMany(static type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(static method => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true })
        .Where(static method => Waits(method.ReturnType) && !method.IsSpecialName && !IsOfThePlatform(method));

    [Fact]
    public void Asynchronous_methods_are_found() => Assert.Contains(WaitingMethods, static method => method.Name == nameof(LogServiceClient.GetShipperStatusAsync));

    [Fact]
    public void Asynchronous_method_has_a_name_that_ends_in_Async() => Offenders.None(WaitingMethods.Where(static method => !method.Name.EndsWith("Async", StringComparison.Ordinal)));

    [Fact]
    public void Asynchronous_method_takes_a_cancellation_token_last() => Offenders.None(WaitingMethods
        .Where(static method => method.GetParameters() is not [.., { Name: "cancellationToken" } last] || last.ParameterType != typeof(CancellationToken)));

    [Fact]
    public void Synchronous_method_has_no_name_that_ends_in_Async() => Offenders.None(typeof(LogServiceClient).Assembly.GetTypes()
        .SelectMany(static type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(static method => method.Name.EndsWith("Async", StringComparison.Ordinal) && !Waits(method.ReturnType)));

    private static bool Waits(Type type) => type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>) || definition == typeof(IAsyncEnumerable<>)));

    private static bool IsOfThePlatform(MethodInfo method) =>
        method.GetBaseDefinition().Module.Assembly.GetName().Name!.StartsWith("System", StringComparison.Ordinal)
        || !method.DeclaringType!.IsInterface && method.DeclaringType.GetInterfaces()
            .Where(static type => type.Namespace!.StartsWith("System", StringComparison.Ordinal))
            .Any(type => method.DeclaringType.GetInterfaceMap(type).TargetMethods.Contains(method));
}
