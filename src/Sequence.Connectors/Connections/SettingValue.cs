namespace Sequence.Connectors;

/// <summary>One setting of a connection.</summary>
/// <param name="Key">The key, as the connector's schema names it.</param>
/// <param name="Value">The value.</param>
public sealed record SettingValue(string Key, string Value);
