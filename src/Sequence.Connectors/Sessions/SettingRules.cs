namespace Sequence.Connectors;

/// <summary>Holds settings against the schema that a connector declared: a misspelt key would otherwise do nothing, silently.</summary>
internal static class SettingRules
{
    /// <summary>The first reason why settings cannot be taken; null when they can.</summary>
    public static string? WhyNot(ConnectionSettings settings, ConnectorSurface surface, string system)
    {
        var schema = surface.Settings;
        foreach (var (key, value) in settings.Values)
        {
            if (schema.FirstOrDefault(one => IsNamed(one, key)) is not { } definition)
            {
                return $"{system} has no setting '{key}'; it has {(schema.Count == 0 ? "none" : string.Join(", ", schema.Select(one => one.Key)))}.";
            }

            if (definition.Choices.Count > 0 && !definition.Choices.Contains(value))
            {
                return $"The setting '{key}' of {system} is '{value}'; it takes {string.Join(", ", (IEnumerable<string>)definition.Choices)}.";
            }
        }

        return settings.FieldMaps.Select(one => WhyNot(one, surface.MappedTypes, system)).FirstOrDefault(reason => reason is not null)
            ?? settings
                .FieldMaps.GroupBy(one => (one.RecordType, one.Field))
                .Where(group => group.Count(one => one.Direction.HasFlag(FieldDirection.Write)) > 1)
                .Select(group => $"The field '{group.Key.Field}' of {group.Key.RecordType} is written by two field maps; keep one.")
                .FirstOrDefault();
    }

    private static string? WhyNot(FieldMap map, IReadOnlyList<RecordType> types, string system) =>
        map.RecordType.Name is null or "" ? "A field map names no type of record, such as Invoice."
        : types.Count > 0 && !types.Contains(map.RecordType)
            ? $"{system} has no fields of {map.RecordType} that could be mapped; it has some of {string.Join(", ", types)}."
        : string.IsNullOrWhiteSpace(map.Field) ? $"A field map of {map.RecordType} names no field of the host."
        : string.IsNullOrWhiteSpace(map.SystemField) ? $"The field map of '{map.Field}' names no field of the system."
        : !Enum.IsDefined(map.Type) ? $"The field map of '{map.Field}' has the type {map.Type}, which is none."
        : (map.Direction & ~FieldDirection.Both) != 0 ? $"The field map of '{map.Field}' has the direction {map.Direction}, which is none."
        : null;

    // A key that ends with an asterisk stands for all that begin as it does, such as items.* for the item of each product.
    private static bool IsNamed(SettingDefinition definition, string key) => definition.Key.EndsWith('*')
        ? key.Length >= definition.Key.Length && key.StartsWith(definition.Key[..^1], StringComparison.Ordinal)
        : string.Equals(key, definition.Key, StringComparison.Ordinal);
}
