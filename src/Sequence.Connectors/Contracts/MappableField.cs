namespace Sequence.Connectors;

/// <summary>One field of an account that a field map may name.</summary>
public sealed record MappableField
{
    /// <summary>The type of record that has it.</summary>
    public required RecordType RecordType { get; init; }

    /// <summary>What <see cref="FieldMap.SystemField"/> takes for it: stable where the system has a stable name.</summary>
    public required string SystemField { get; init; }

    /// <summary>What people call it in the system.</summary>
    public required string Name { get; init; }

    /// <summary>The most characters that it holds; null where nobody says.</summary>
    public int? LongestText { get; init; }

    /// <summary>The values that it takes; empty for any.</summary>
    public ValueList<string> Choices { get; init; }
}
