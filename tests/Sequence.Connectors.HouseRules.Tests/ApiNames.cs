using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Sequence.Connectors.HouseRules.Tests;

/// <summary>The names of types and members as C# spells them.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(decimal)] = "decimal",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    public static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null
        || (
            type.IsValueType
            && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance)
                ?.IsDefined(typeof(CompilerGeneratedAttribute)) == true
        );

    /// <summary>Whether users or derived classes can call it.</summary>
    public static bool IsReachable(MethodBase? method) =>
        method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    public static string Declaration(Type type)
    {
        var bases = new[] { type.BaseType }
            .Where(one => one is not null && one != typeof(object) && one != typeof(ValueType) && one != typeof(Enum))
            .Concat(OwnInterfaces(type))
            .Select(one => Of(one!))
            .ToArray();
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"delegate {Of(Nullability.Create(invoke.ReturnParameter))} {Name(type)}({Parameters(invoke)})";
        }

        return $"{Kind(type)} {Name(type)}{(bases.Length == 0 || type.IsEnum ? "" : " : " + string.Join(", ", bases))}{Constraints(type.GetGenericArguments())}";
    }

    public static string Field(FieldInfo field)
    {
        var modifier = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "";
        return $"{modifier}{Of(Nullability.Create(field))} {field.Name}{value}";
    }

    public static string Property(PropertyInfo property)
    {
        var accessor = property.GetAccessors(nonPublic: true).First(IsReachable);
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var get = IsReachable(property.GetMethod) ? " get;" : "";
        var set = IsReachable(property.SetMethod) ? isInit ? " init;" : " set;" : "";
        return $"{required}{Modifiers(accessor)}{Of(Nullability.Create(property))} {name} {{{get}{set} }}";
    }

    public static string Method(MethodBase method)
    {
        if (method is not MethodInfo info)
        {
            return $"{Modifiers(method)}{method.DeclaringType!.Name.Split('`')[0]}({Parameters(method)})";
        }

        var generic = info.IsGenericMethod ? $"<{string.Join(", ", info.GetGenericArguments().Select(one => one.Name))}>" : "";
        var name = info.Name switch
        {
            "op_Implicit" => "implicit operator",
            "op_Explicit" => "explicit operator",
            var other => other.Replace("op_", "operator ", StringComparison.Ordinal),
        };
        var constraints = info.IsGenericMethod ? Constraints(info.GetGenericArguments()) : "";
        return $"{Modifiers(info)}{Of(Nullability.Create(info.ReturnParameter))} {name}{generic}({Parameters(info)}){constraints}";
    }

    public static string Of(Type type) => Keywords.TryGetValue(type, out var keyword) ? keyword
        : Nullable.GetUnderlyingType(type) is { } inner ? $"{Of(inner)}?"
        : type.IsArray ? $"{Of(type.GetElementType()!)}[]"
        : type.IsByRef ? Of(type.GetElementType()!)
        : Name(type);

    private static string Of(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        var mark = info.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
        if (type.IsArray && info.ElementType is { } element)
        {
            return $"{Of(element)}[]{mark}";
        }

        if (info.GenericTypeArguments.Length == 0 || Nullable.GetUnderlyingType(type) is not null)
        {
            return Of(type) + mark;
        }

        var arguments = info.GenericTypeArguments.Select(Of).ToArray();
        return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true
            ? $"({string.Join(", ", arguments)})"
            : $"{Outer(type)}{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>{mark}";
    }

    private static string Name(Type type)
    {
        // A nested type repeats the arguments of the type around it; they are shown there.
        var arguments = type.GetGenericArguments()
            .Skip(type.IsGenericParameter ? 0 : type.DeclaringType?.GetGenericArguments().Length ?? 0)
            .Select(Of)
            .ToArray();
        return Outer(type) + type.Name.Split('`')[0] + (arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments)}>");
    }

    private static string Outer(Type type) => type.IsNested && !type.IsGenericParameter ? Name(type.DeclaringType!) + "." : "";

    private static string Kind(Type type)
    {
        var record = IsRecord(type) ? "record " : "";
        return type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{record}struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (record.Length > 0 ? "record" : "class"),
        };
    }

    private static IEnumerable<Type> OwnInterfaces(Type type)
    {
        var all = type.GetInterfaces();
        var inherited = all.SelectMany(one => one.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        return all.Where(one =>
                one.IsPublic && !inherited.Contains(one) && !(IsRecord(type) && one == typeof(IEquatable<>).MakeGenericType(type))
            )
            .OrderBy(one => one.Name, StringComparer.Ordinal);
    }

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : "protected ")
        + (method.IsStatic ? "static " : "")
        + (method.DeclaringType!.IsInterface ? method.IsAbstract || method.IsStatic ? "" : "virtual "
            : method.IsAbstract ? "abstract "
            : method is MethodInfo info && info.GetBaseDefinition() != info ? "override "
            : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var modifier = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue ? $" = {Default(parameter)}" : "";
        return $"{modifier}{Of(Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter) =>
        parameter.RawDefaultValue is null
        && parameter.ParameterType.IsValueType
        && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? "default"
        : parameter.ParameterType.IsEnum
            ? $"{Of(parameter.ParameterType)}.{Enum.ToObject(parameter.ParameterType, parameter.RawDefaultValue!)}"
        : Literal(parameter.RawDefaultValue);

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Constraints(Type[] parameters) =>
        string.Concat(parameters.Where(one => one.IsGenericParameter).Select(Constraint));

    private static string Constraint(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var rules = new List<string>();
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            rules.Add("class");
        }
        else if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            rules.Add("struct");
        }

        rules.AddRange(parameter.GetGenericParameterConstraints().Where(one => one != typeof(ValueType)).Select(Of));
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !rules.Contains("struct"))
        {
            rules.Add("new()");
        }

        return rules.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", rules)}";
    }
}
