using System.Collections.Frozen;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>The words of an enum, looked up instead of searched for with each row.</summary>
internal static class EnumNames<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> Names = Enum.GetValues<TEnum>()
        .ToFrozenDictionary(one => one, one => one.ToString());
    private static readonly FrozenDictionary<string, TEnum> Values = Names.ToFrozenDictionary(
        one => one.Value,
        one => one.Key,
        StringComparer.Ordinal
    );

    public static string Of(TEnum value) => Names[value];

    public static TEnum Parse(string name) =>
        Values.TryGetValue(name, out var value)
            ? value
            : throw new InvalidOperationException(
                $"'{name}' is no {typeof(TEnum).Name} that this version knows; a newer version of Sequence.Connectors wrote it."
            );
}
