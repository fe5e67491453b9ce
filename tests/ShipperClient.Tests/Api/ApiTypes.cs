using System.Reflection;

namespace ShipperClient.Tests;

/// <summary>Names types as C# writes them, with the question marks of references that may be null.</summary>
internal static class ApiTypes
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(byte)] = "byte",
        [typeof(object)] = "object",
    };

    // A context is not made for several threads.
    public static string Of(ParameterInfo parameter) => Name(new NullabilityInfoContext().Create(parameter));

    public static string Of(FieldInfo field) => Name(new NullabilityInfoContext().Create(field));

    public static string Of(PropertyInfo property) => Name(new NullabilityInfoContext().Create(property));

    public static string FullName(Type type) =>
        (type.IsNested ? FullName(type.DeclaringType!) + "." : type.Namespace + ".") + Bare(type)
        + (type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : "");

    public static string Name(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? Name(inner) + "?"
        : type.IsByRef ? Name(type.GetElementType()!)
        : type.IsArray ? Name(type.GetElementType()!) + "[]"
        : Words.TryGetValue(type, out var word) ? word
        : type.IsGenericType ? $"{Bare(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : Bare(type);

    private static string Name(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (type.IsValueType)
        {
            return type.IsGenericType && Nullable.GetUnderlyingType(type) is null ? Generic(type, info) : Name(type);
        }

        var name = info.ElementType is { } element ? Name(element) + "[]" : type.IsGenericType ? Generic(type, info) : Name(type);
        return name + (info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable ? "?" : "");
    }

    private static string Generic(Type type, NullabilityInfo info) => $"{Bare(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Name))}>";

    private static string Bare(Type type) => type.Name.Split('`')[0];
}
