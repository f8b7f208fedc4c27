namespace Sequence.Connectors.Sync;

/// <summary>Reads what decides about due entries, all of them together, and decides.</summary>
internal sealed class Preparation(ISyncStore store, RecordKinds kinds, ConnectorSession session, Func<Instant> now)
{
    /// <summary>Decides about entries that are due.</summary>
    public async Task<IReadOnlyList<Prepared>> DecideAsync(IReadOnlyList<JournalEntry> due, CancellationToken cancellationToken)
    {
        var parsed = due.Select(Parse).ToList();
        var links = await LinksAsync(parsed, cancellationToken).ConfigureAwait(false);
        var open = await OpenAsync(due, cancellationToken).ConfigureAwait(false);
        var withdrawn = await WithdrawnAsync(due, links, cancellationToken).ConfigureAwait(false);
        var decidedHere = due.Select(entry => entry.Id).ToHashSet();
        return
        [
            .. parsed
                .Select(one =>
                    one.Record is null
                        ? new Prepared(
                            one.Entry,
                            one.Kind,
                            null!,
                            null,
                            References.Empty,
                            new OutgoingDecision.Refuse(Trouble.Unreadable(one.Entry))
                        )
                        : Decide(one.Entry, one.Kind, one.Record, links, [.. open[Of(one.Entry)]], withdrawn.Contains(one.Entry.Id))
                )
                .Select(one => one with { Overtaken = [.. one.Overtaken.Where(earlier => !decidedHere.Contains(earlier.Id))] }),
        ];
    }

    /// <summary>Makes entries that were sent ready to be settled: whatever has changed since, the system is asked about them.</summary>
    public async Task<IReadOnlyList<Prepared>> ReopenAsync(IReadOnlyList<JournalEntry> sent, CancellationToken cancellationToken)
    {
        var parsed = sent.Select(Parse).Where(one => one.Record is not null).ToList();
        var links = await LinksAsync(parsed, cancellationToken).ConfigureAwait(false);
        var open = await OpenAsync(sent, cancellationToken).ConfigureAwait(false);
        return [.. parsed.Select(one =>
        {
            var link = LinkOf(one.Entry, links);
            var target = link is null ? null : new WriteTarget { ExternalId = link.ExternalId, Parts = link.Parts };
            var (references, _) = Refer(one.Kind, one.Record!, links);
            return new Prepared(one.Entry, one.Kind, one.Record!, link, references, new OutgoingDecision.Send(one.Entry.Key!, target))
            {
                Overtaken = Overtaken(one.Entry, link, [.. open[Of(one.Entry)].Where(other => other.Id != one.Entry.Id)]),
            };
        })];
    }

    private async Task<ILookup<(LocalRecord, string), JournalEntry>> OpenAsync(
        IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) =>
        (await store
            .ReadOpenEntriesAsync(session.Connection.Id, entries.Select(Local).ToHashSet(), cancellationToken)
            .ConfigureAwait(false)).ToLookup(Of);

    // History was read a while ago: what the host took back since, when it was not in the system, left no other trace.
    private async Task<HashSet<Guid>> WithdrawnAsync(
        IReadOnlyList<JournalEntry> due, ILookup<LocalRecord, Link> links, CancellationToken cancellationToken)
    {
        var withdrawn = new HashSet<Guid>();
        foreach (var entry in due.Where(one => one.IsBackfill && LinkOf(one, links) is null))
        {
            var query = new JournalQuery { ConnectionId = entry.ConnectionId, RecordType = entry.RecordType, LocalId = entry.LocalId };
            var log = await store.QueryJournalAsync(query, cancellationToken).ConfigureAwait(false);
            if (log.Any(one => one is
                {
                    IsBackfill: false,
                    State: EntryState.Done,
                    Verb: WriteVerb.Void or WriteVerb.Delete or WriteVerb.Unapply,
                }))
            {
                withdrawn.Add(entry.Id);
            }
        }

        return withdrawn;
    }

    private static IReadOnlyList<JournalEntry> Overtaken(JournalEntry entry, Link? link, IReadOnlyList<JournalEntry> others) =>
        [.. others.Where(one => Deciding.IsOvertakenBy(one, entry, Deciding.MayStand(link, others)))];

    private Prepared Decide(
        JournalEntry entry,
        RecordKind kind,
        IRecord record,
        ILookup<LocalRecord, Link> links,
        IReadOnlyList<JournalEntry> open,
        bool isWithdrawn)
    {
        var link = LinkOf(entry, links);
        var (references, missing) = Refer(kind, record, links);
        var decision = Deciding.Outgoing(new()
        {
            Entry = entry,
            Kind = kind,
            Record = record,
            System = session.Connector.Name,
            Link = link,
            Earlier = [.. open.Where(one => one.Id.CompareTo(entry.Id) < 0)],
            Later = [.. open.Where(one => one.Id.CompareTo(entry.Id) > 0)],
            Missing = missing,
            IsWithdrawn = isWithdrawn,
            Now = now(),
        });
        return new(entry, kind, record, link, references, decision)
        {
            Overtaken = decision is OutgoingDecision.Hold ? [] : Overtaken(entry, link, [.. open.Where(one => one.Id != entry.Id)]),
        };
    }

    private (References References, MissingReference? Missing) Refer(
        RecordKind kind,
        IRecord record,
        ILookup<LocalRecord, Link> links
    )
    {
        var found = new List<(RecordType, string, string)>();
        MissingReference? missing = null;
        var required = kind.RequiredBy(record).ToHashSet();
        foreach (var reference in required.Concat(kind.MentionedBy(record)).Distinct())
        {
            var currency = VariantOf(reference, kind.CurrencyOf(record));
            if (InCurrency(links[reference], currency) is { } link)
            {
                found.Add((reference.Type, reference.LocalId, link.ExternalId));
            }
            else if (missing is null && required.Contains(reference))
            {
                missing = new(reference, currency, links[reference].Any());
            }
        }

        return (References.Of(found), missing);
    }

    // A record of one currency for ever is only meant by documents in that currency.
    private string? VariantOf(LocalRecord reference, CurrencyCode? currency) =>
        kinds.Find(reference.Type)?.IsOnePerCurrency(session.Surface) ?? false ? currency?.ToString() : null;

    private static Link? InCurrency(IEnumerable<Link> all, string? currency)
    {
        var standing = all.Where(one => !one.IsGone).ToList();
        return standing.Find(one => one.Variant == currency)
            ?? standing.Find(one => one.Variant.Length == 0)
            ?? (currency is null ? standing.FirstOrDefault() : null);
    }

    // A record without a currency is the one that is linked, whatever that one's currency: never a second one.
    private static Link? LinkOf(JournalEntry entry, ILookup<LocalRecord, Link> links)
    {
        var all = links[Local(entry)];
        return all.FirstOrDefault(one => one.Variant == entry.Variant)
            ?? all.FirstOrDefault(one => one.Variant.Length == 0 || entry.Variant.Length == 0);
    }

    private async Task<ILookup<LocalRecord, Link>> LinksAsync(
        IReadOnlyList<(JournalEntry Entry, RecordKind Kind, IRecord? Record)> parsed, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<LocalRecord>();
        foreach (var (entry, kind, record) in parsed)
        {
            wanted.Add(Local(entry));
            if (record is not null)
            {
                wanted.UnionWith(kind.RequiredBy(record));
                wanted.UnionWith(kind.MentionedBy(record));
            }
        }

        var links = await store.FindLinksAsync(session.Connection.Id, wanted, cancellationToken).ConfigureAwait(false);
        return links.ToLookup(link => new LocalRecord(link.RecordType, link.LocalId));
    }

    // Null where the record, or its type, is none that this engine can read.
    private (JournalEntry Entry, RecordKind Kind, IRecord? Record) Parse(JournalEntry entry)
    {
        if (kinds.Find(entry.RecordType) is not { } kind)
        {
            return (entry, null!, null);
        }

        try
        {
            return (entry, kind, kind.Parse(entry.Payload));
        }
        catch (System.Text.Json.JsonException)
        {
            return (entry, kind, null);
        }
    }

    private static (LocalRecord Record, string Variant) Of(JournalEntry entry) => (Local(entry), entry.Variant);

    private static LocalRecord Local(JournalEntry entry) => new(entry.RecordType, entry.LocalId);
}
