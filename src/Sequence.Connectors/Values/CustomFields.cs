using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Sequence.Connectors;

/// <summary>
/// The custom fields of a record by the host's own names. Immutable; compares by content; a null value clears the field when it
/// is written.
/// </summary>
[CollectionBuilder(typeof(CustomFields), nameof(Create))]
public sealed class CustomFields : IReadOnlyDictionary<string, CustomValue?>, IEquatable<CustomFields>
{
    private readonly SortedDictionary<string, CustomValue?> _fields;

    private CustomFields(SortedDictionary<string, CustomValue?> fields) => _fields = fields;

    /// <summary>No custom fields.</summary>
    public static CustomFields Empty { get; } = new(new(StringComparer.Ordinal));

    /// <summary>The number of fields.</summary>
    public int Count => _fields.Count;

    /// <summary>The names, in ordinal order.</summary>
    public IEnumerable<string> Keys => _fields.Keys;

    /// <summary>The values, in the order of the names.</summary>
    public IEnumerable<CustomValue?> Values => _fields.Values;

    /// <summary>The value of a field, or null when it is empty.</summary>
    /// <exception cref="KeyNotFoundException">The record does not have the field.</exception>
    public CustomValue? this[string key] => _fields[key];

    /// <summary>The given fields; the last of equal names wins.</summary>
    public static CustomFields Create(ReadOnlySpan<KeyValuePair<string, CustomValue?>> fields)
    {
        if (fields.IsEmpty)
        {
            return Empty;
        }

        var copy = new SortedDictionary<string, CustomValue?>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            copy[name] = value;
        }

        return new(copy);
    }

    /// <summary>The same fields with one more, or with another value for it.</summary>
    public CustomFields With(string name, CustomValue? value) =>
        new(new SortedDictionary<string, CustomValue?>(_fields, StringComparer.Ordinal) { [name] = value });

    /// <inheritdoc />
    public bool ContainsKey(string key) => _fields.ContainsKey(key);

    /// <inheritdoc />
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out CustomValue? value) => _fields.TryGetValue(key, out value);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, CustomValue?>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    public bool Equals(CustomFields? other) => other is not null && _fields.SequenceEqual(other._fields);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as CustomFields);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, value) in _fields)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>The fields in braces, for people.</summary>
    public override string ToString() => $"{{ {string.Join(", ", _fields.Select(field => $"{field.Key} = {field.Value}"))} }}";
}
