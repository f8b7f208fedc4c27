namespace Sequence.Connectors;

/// <summary>
/// The tenant's choices for a connection: data, checked against the connector's schema, versioned, changeable while the host
/// runs.
/// </summary>
public sealed record ConnectionSettings
{
    /// <summary>No choices: every default applies.</summary>
    public static ConnectionSettings Empty { get; } = new();

    /// <summary>Counts the changes, so that a result can say by which settings it was made.</summary>
    public long Version { get; init; }

    /// <summary>How custom fields travel.</summary>
    public ValueList<FieldMap> FieldMaps { get; init; }

    /// <summary>Settings by key, as the connector's schema names them.</summary>
    public ValueList<SettingValue> Values { get; init; }

    /// <summary>The value of a setting; null when it is not set.</summary>
    public string? Find(string key)
    {
        foreach (var value in Values)
        {
            if (string.Equals(value.Key, key, StringComparison.Ordinal))
            {
                return value.Value;
            }
        }

        return null;
    }

    /// <summary>The same settings with one value more, or another value for it.</summary>
    public ConnectionSettings With(string key, string value) =>
        this with
        {
            Version = Version + 1,
            Values = Values
                .Where(one => !string.Equals(one.Key, key, StringComparison.Ordinal))
                .Append(new SettingValue(key, value))
                .ToValueList(),
        };
}
