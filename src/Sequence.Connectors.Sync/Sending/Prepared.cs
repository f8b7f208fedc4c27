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

    /// <summary>What the connector is asked to write; only of one that is to be sent.</summary>
    public OutgoingIntent ToIntent()
    {
        var (key, target) = (OutgoingDecision.Send)Decision;
        return new(key, Entry.Verb, Record, target, References, Entry.Variant.Length == 0 ? null : Entry.Variant)
        {
            Fields =
                Entry.Verb == WriteVerb.Upsert && Link is not null && target is not null
                    ? RecordText.Held(Entry.Payload).Union(Link.Fields).ToValueList()
                    : null,
        };
    }
}
