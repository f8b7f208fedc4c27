namespace Sequence.Connectors.Sync;

/// <summary>Reads what decides about due entries, all of them together, and decides.</summary>
internal sealed class Preparation(ISyncStore store, RecordKinds kinds, ConnectorSession session, Func<Instant> now)
{
    /// <summary>Decides about entries that are due.</summary>
    public async Task<IReadOnlyList<Prepared>> DecideAsync(IReadOnlyList<JournalEntry> due, CancellationToken cancellationToken)
    {
        var parsed = due.Select(Parse).ToList();
        var links = await LinksAsync(parsed, cancellationToken).ConfigureAwait(false);
        var open = (await store.ReadOpenEntriesAsync(
                session.Connection.Id, due.Select(Local).ToHashSet(), cancellationToken).ConfigureAwait(false))
            .ToLookup(entry => (Local(entry), entry.Variant));
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
                        : Decide(one.Entry, one.Kind, one.Record, links, [.. open[(Local(one.Entry), one.Entry.Variant)]])
                )
                .Select(one => one with { Overtaken = [.. one.Overtaken.Where(earlier => !decidedHere.Contains(earlier.Id))] }),
        ];
    }

    /// <summary>Makes entries that were sent ready to be settled: whatever has changed since, the system is asked about them.</summary>
    public async Task<IReadOnlyList<Prepared>> ReopenAsync(IReadOnlyList<JournalEntry> sent, CancellationToken cancellationToken)
    {
        var parsed = sent.Select(Parse).Where(one => one.Record is not null).ToList();
        var links = await LinksAsync(parsed, cancellationToken).ConfigureAwait(false);
        return [.. parsed.Select(one =>
        {
            var link = LinkOf(one.Entry, links);
            var target = link is null ? null : new WriteTarget { ExternalId = link.ExternalId, Parts = link.Parts };
            var (references, _, _) = Refer(one.Kind, one.Record!, links);
            return new Prepared(one.Entry, one.Kind, one.Record!, link, references, new OutgoingDecision.Send(one.Entry.Key!, target));
        })];
    }

    private Prepared Decide(
        JournalEntry entry, RecordKind kind, IRecord record, ILookup<LocalRecord, Link> links, IReadOnlyList<JournalEntry> open)
    {
        var link = LinkOf(entry, links);
        var (references, missing, isOnlyInCurrency) = Refer(kind, record, links);
        var earlier = open.Where(one => one.Id.CompareTo(entry.Id) < 0).ToList();
        var decision = Deciding.Outgoing(new()
        {
            Entry = entry,
            Kind = kind,
            Record = record,
            System = session.Connector.Name,
            Link = link,
            Earlier = earlier,
            Later = [.. open.Where(one => one.Id.CompareTo(entry.Id) > 0)],
            Missing = missing,
            IsMissingOnlyInCurrency = isOnlyInCurrency,
            Now = now(),
        });
        return new(entry, kind, record, link, references, decision)
        {
            Overtaken =
                decision is OutgoingDecision.Hold
                    ? []
                    : [.. earlier.Where(one => Deciding.IsOvertakenBy(one, entry, Deciding.MayStand(link, open)))],
        };
    }

    private (References References, LocalRecord? Missing, bool IsOnlyInCurrency) Refer(
        RecordKind kind,
        IRecord record,
        ILookup<LocalRecord, Link> links
    )
    {
        var found = new List<(RecordType, string, string)>();
        LocalRecord? missing = null;
        var isOnlyInCurrency = false;
        var required = kind.RequiredBy(record).ToHashSet();
        foreach (var reference in required.Concat(kind.MentionedBy(record)).Distinct())
        {
            if (InCurrency(reference, kind.CurrencyOf(record), links) is { IsGone: false } link)
            {
                found.Add((reference.Type, reference.LocalId, link.ExternalId));
            }
            else if (missing is null && required.Contains(reference))
            {
                (missing, isOnlyInCurrency) = (reference, links[reference].Any());
            }
        }

        return (References.Of(found), missing, isOnlyInCurrency);
    }

    // A record of one currency for ever is only meant by documents in that currency.
    private Link? InCurrency(LocalRecord reference, CurrencyCode? currency, ILookup<LocalRecord, Link> links)
    {
        var all = links[reference];
        var isOnePerCurrency = kinds.Find(reference.Type)?.IsOnePerCurrency(session.Surface) ?? false;
        var exact = isOnePerCurrency && currency is { } code ? all.FirstOrDefault(one => one.Variant == code.ToString()) : null;
        return exact
            ?? all.FirstOrDefault(one => one.Variant.Length == 0)
            ?? (isOnePerCurrency && currency is not null ? null : all.FirstOrDefault());
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

    private static LocalRecord Local(JournalEntry entry) => new(entry.RecordType, entry.LocalId);
}
