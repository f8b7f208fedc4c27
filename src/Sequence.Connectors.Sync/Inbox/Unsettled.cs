using System.Text.Json;

namespace Sequence.Connectors.Sync;

/// <summary>
/// The records that requests of ours may have changed which are not settled yet: those that were written, and those whose balance
/// they use up, such as the invoices of a payment.
/// </summary>
internal sealed class Unsettled
{
    private readonly HashSet<LocalRecord> _records = [];
    private readonly HashSet<(RecordType Type, string ExternalId)> _used = [];

    /// <summary>When they are looked for next.</summary>
    public Instant Until { get; private set; } = Instant.MinValue;

    /// <summary>Reads what is unsettled over a connection.</summary>
    public static async Task<Unsettled> ReadAsync(
        ISyncStore store, RecordKinds kinds, string connectionId, CancellationToken cancellationToken)
    {
        var unsettled = new Unsettled();
        var attempts = await store.ReadAttemptsAsync(connectionId, cancellationToken).ConfigureAwait(false);
        if (attempts.Count == 0)
        {
            return unsettled;
        }

        var keys = attempts.SelectMany(one => one.Attempt.Members).ToHashSet(StringComparer.Ordinal);
        var entries = await store.ReadSentEntriesByKeyAsync(connectionId, keys, cancellationToken).ConfigureAwait(false);
        foreach (var entry in entries)
        {
            unsettled.Add(entry, kinds.Find(entry.RecordType));
        }

        // What a payment paid before it was changed may have changed too.
        var links = await store.FindLinksAsync(connectionId, unsettled._records.ToList(), cancellationToken).ConfigureAwait(false);
        unsettled._used.UnionWith(links.SelectMany(link => link.Uses).Select(use => (use.RecordType, use.ExternalId)));
        return unsettled;
    }

    /// <summary>Whether a record is among them.</summary>
    public bool Touches(Link link) =>
        _records.Contains(new(link.RecordType, link.LocalId)) || _used.Contains((link.RecordType, link.ExternalId));

    private void Add(JournalEntry entry, RecordKind? kind)
    {
        _records.Add(new(entry.RecordType, entry.LocalId));
        Until = Instant.Max(Until, entry.DueAt ?? Until);
        try
        {
            _records.UnionWith(kind?.UsesOf(kind.Parse(entry.Payload)).Select(use => use.Record) ?? []);
        }
        catch (JsonException)
        {
            // What cannot be read any more is told where it is settled.
        }
    }
}
