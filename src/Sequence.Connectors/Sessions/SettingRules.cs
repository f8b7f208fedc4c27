namespace Sequence.Connectors;

/// <summary>Holds settings against the schema that a connector declared: a misspelt key would otherwise do nothing, silently.</summary>
internal static class SettingRules
{
    /// <summary>The first reason why settings cannot be taken; null when they can.</summary>
    public static string? WhyNot(ConnectionSettings settings, IReadOnlyList<SettingDefinition> schema, string system)
    {
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

        return null;
    }

    // A key that ends with an asterisk stands for all that begin as it does, such as items.* for the item of each product.
    private static bool IsNamed(SettingDefinition definition, string key) => definition.Key.EndsWith('*')
        ? key.Length >= definition.Key.Length && key.StartsWith(definition.Key[..^1], StringComparison.Ordinal)
        : string.Equals(key, definition.Key, StringComparison.Ordinal);
}
