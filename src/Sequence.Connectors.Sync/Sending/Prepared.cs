namespace Sequence.Connectors.Sync;

/// <summary>An entry with all that is needed to decide about it and to send it.</summary>
internal sealed record Prepared(
    JournalEntry Entry,
    RecordKind Kind,
    IRecord Record,
    Link? Link,
    References References,
    OutgoingDecision Decision
)
{
    /// <summary>Entries of the same record that this one takes the place of.</summary>
    public IReadOnlyList<JournalEntry> Overtaken { get; init; } = [];
}
