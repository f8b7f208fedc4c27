namespace Sequence.Connectors;

/// <summary>What should stand in a system: one effect on one record.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public sealed record WriteIntent<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>
    /// Names the effect for ever: equal keys mean the same effect, whatever process asks for it. <see cref="IntentKey"/> makes keys.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>What to do.</summary>
    public WriteVerb Verb { get; init; } = WriteVerb.Upsert;

    /// <summary>The record as the host has it, with the host's own ids.</summary>
    public required TRecord Record { get; init; }

    /// <summary>The record in the system that is changed; null where none is known, so that one is created.</summary>
    public WriteTarget? Target { get; init; }

    /// <summary>
    /// Which of several records in the system this one is, such as <c>EUR</c>, where the host's record becomes more than one;
    /// null where it becomes one.
    /// </summary>
    public string? Variant { get; init; }

    /// <summary>The system's ids of the records that this one refers to.</summary>
    public References References { get; init; } = References.Empty;

    /// <summary>
    /// The properties that the host owns, by name, such as <c>DueDate</c>; null for all that the connector writes. An owned
    /// property that is null is cleared; all others are left as they are.
    /// </summary>
    public ValueList<string>? Fields { get; init; }

    /// <summary>
    /// The record as both sides last agreed on it; null when that is not known. An equal record is
    /// <see cref="WriteOutcome.Unchanged"/> without a call.
    /// </summary>
    public TRecord? Base { get; init; }

    /// <summary>Whether the host owns a property, by name.</summary>
    public bool Owns(string property)
    {
        if (Fields is not { } fields)
        {
            return true;
        }

        foreach (var field in fields)
        {
            if (string.Equals(field, property, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
