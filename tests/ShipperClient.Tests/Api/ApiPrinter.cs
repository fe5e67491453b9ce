using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ShipperClient.Tests;

/// <summary>Writes what a library lets others see, a line for each type and member, so that a change of it is a change of text.</summary>
internal static class ApiPrinter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Print(Assembly library) => string.Concat(
        library.GetExportedTypes().SelectMany(Lines).Order(StringComparer.Ordinal).Select(static line => line + "\n"));

    public static IEnumerable<string> Lines(Type type)
    {
        var name = ApiTypes.FullName(type);
        yield return $"{name} = {Kind(type)}{Bases(type)}";
        foreach (var member in Members(type))
        {
            yield return $"{name}: {member}";
        }
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(static value => $"{value.Name} = {Value(value.GetRawConstantValue())}");
        }

        return type.GetConstructors(Declared).Where(IsVisible).Select(static constructor => $"{Access(constructor)}new({Parameters(constructor)})")
            .Concat(type.GetFields(Declared).Where(static field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field))
            .Concat(type.GetProperties(Declared).Where(static property => property.GetAccessors(nonPublic: true).Any(IsVisible)).Select(Property))
            .Concat(type.GetEvents(Declared).Where(static member => IsVisible(member.AddMethod!)).Select(static member => $"event {ApiTypes.Name(member.EventHandlerType!)} {member.Name}"))
            .Concat(type.GetMethods(Declared).Where(static method => IsVisible(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && !IsAccessor(method)).Select(Method));
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsAssignableTo(typeof(Delegate)) ? "delegate"
        : type.IsValueType ? "struct"
        : (type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")
            + (type.GetMethod("<Clone>$") is null ? "class" : "record");

    private static string Bases(Type type)
    {
        var bases = new[] { type.BaseType }.Where(static other => other is not null && other != typeof(object) && other != typeof(Enum) && other != typeof(ValueType))
            .Concat(type.IsEnum ? [] : type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(static other => other!.Name != "IEquatable`1").OrderBy(static other => other!.Name, StringComparer.Ordinal))
            .Select(static other => ApiTypes.Name(other!));
        return bases.Any() ? " : " + string.Join(", ", bases) : "";
    }

    private static string Field(FieldInfo field) =>
        field.IsLiteral
            ? $"const {ApiTypes.Of(field)} {field.Name} = {Value(field.GetRawConstantValue())}"
            : $"{(field.IsFamily ? "protected " : "")}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{ApiTypes.Of(field)} {field.Name}";

    private static string Property(PropertyInfo property)
    {
        var accessor = property.GetAccessors(nonPublic: true).First(IsVisible);
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : "";
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var set = property.SetMethod is { } setter && IsVisible(setter) ? isInit ? "init; " : "set; " : "";
        return $"{Access(accessor)}{Modifiers(accessor)}{required}{ApiTypes.Of(property)} {property.Name}{(property.GetIndexParameters().Length > 0 ? "[]" : "")} {{ {get}{set}}}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(static argument => argument.Name))}>" : "";
        var extended = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Access(method)}{Modifiers(method)}{ApiTypes.Of(method.ReturnParameter)} {method.Name}{generic}({extended}{Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(static parameter =>
        $"{(parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{ApiTypes.Of(parameter)} {parameter.Name}"
        + (parameter.HasDefaultValue ? " = " + Value(parameter.DefaultValue) : "")));

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method) =>
        method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? method.IsAbstract ? "" : "default "
        : method.IsAbstract ? "abstract "
        : !method.IsVirtual || method.IsFinal ? ""
        : method.GetBaseDefinition() == method ? "virtual " : "override ";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);
}
