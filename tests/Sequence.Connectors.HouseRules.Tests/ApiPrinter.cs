using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Sequence.Connectors.HouseRules.Tests;

/// <summary>Prints the public surface of an assembly so that it reads as C#. What the compiler makes for a record is left out.</summary>
internal static class ApiPrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Print(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (
            var space in assembly
                .GetExportedTypes()
                .GroupBy(type => type.Namespace)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            text.Append("namespace ").Append(space.Key).Append('\n');
            foreach (var type in space.OrderBy(type => type.FullName, StringComparer.Ordinal))
            {
                text.Append('\n');
                PrintType(text, type);
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void PrintType(StringBuilder text, Type type)
    {
        text.Append(ApiNames.Declaration(type)).Append('\n');
        var members = type.IsEnum
            ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}")
            : type.IsSubclassOf(typeof(Delegate)) ? [] : Members(type);
        foreach (var member in members)
        {
            text.Append("    ").Append(member).Append('\n');
        }
    }

    private static IEnumerable<string> Members(Type type) =>
        Group(type.GetFields(Declared).Where(IsVisible).Select(ApiNames.Field))
            .Concat(Group(type.GetConstructors(Declared).Where(IsVisible).Select(ApiNames.Method)))
            .Concat(Group(type.GetProperties(Declared).Where(IsVisible).Select(ApiNames.Property)))
            .Concat(
                Group(
                    type.GetEvents(Declared)
                        .Where(one => IsVisible(one.AddMethod!))
                        .Select(one => $"event {ApiNames.Of(one.EventHandlerType!)} {one.Name}")
                )
            )
            .Concat(
                Group(
                    type.GetMethods(Declared)
                        .Where(method => IsVisible(method) && (!method.IsSpecialName || IsOperator(method)))
                        .Select(ApiNames.Method)
                )
            );

    private static IEnumerable<string> Group(IEnumerable<string> members) => members.Order(StringComparer.Ordinal);

    private static bool IsOperator(MethodBase method) => method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsVisible(FieldInfo field) =>
        (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName;

    private static bool IsVisible(PropertyInfo property) =>
        property.Name != "EqualityContract" && property.GetAccessors(nonPublic: true).Any(ApiNames.IsReachable);

    private static bool IsVisible(MethodBase method) =>
        ApiNames.IsReachable(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && !IsCopyConstructor(method);

    private static bool IsCopyConstructor(MethodBase method) =>
        method is ConstructorInfo
        && ApiNames.IsRecord(method.DeclaringType!)
        && method.GetParameters() is [var only]
        && only.ParameterType == method.DeclaringType;
}
