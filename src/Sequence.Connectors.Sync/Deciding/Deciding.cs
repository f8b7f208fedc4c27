namespace Sequence.Connectors.Sync;

/// <summary>Every choice that the engine makes, as pure functions: no clock, no store, no system.</summary>
internal static class Deciding
{
    /// <summary>
    /// What an event in the host does in a system, in order. Verbs that only follow from the event are left out where the system
    /// lacks them.
    /// </summary>
    public static IReadOnlyList<WriteVerb> Effects(HostEvent what, IRecord record, Func<WriteVerb, bool> can) => what switch
    {
        HostEvent.Saved when IsDraft(record) => [],
        HostEvent.Drafted => [],
        HostEvent.Saved or HostEvent.Finalized => [WriteVerb.Upsert],
        HostEvent.Sent => [WriteVerb.Upsert, .. new[] { WriteVerb.MoveDate, WriteVerb.MarkSent }.Where(can)],
        HostEvent.Voided => [WriteVerb.Void],
        HostEvent.Archived => [WriteVerb.Archive],
        HostEvent.Deleted => [WriteVerb.Delete],
        HostEvent.Applied => [WriteVerb.Apply],
        HostEvent.Unapplied => [WriteVerb.Unapply],
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "The engine does not know this event."),
    };

    /// <summary>What becomes of an entry that is due.</summary>
    public static OutgoingDecision Outgoing(OutgoingFacts facts)
    {
        var (entry, link) = (facts.Entry, facts.Link);
        var mayStand = MayStand(link, facts.Earlier.Concat(facts.Later));
        if (IsOvertaken(facts, mayStand))
        {
            return new OutgoingDecision.Close(EntryState.Superseded, "Superseded");
        }

        if (
            facts
                .Earlier.Where(one => !IsOvertakenBy(one, entry, mayStand))
                .FirstOrDefault(one => one.State is EntryState.Sent or EntryState.Pending) is
            { } first
        )
        {
            return new OutgoingDecision.Hold(first.DueAt > facts.Now ? first.DueAt : null);
        }

        return (link is null ? WithoutLink(facts) : WithLink(facts, link)) ?? Sending(facts);
    }

    /// <summary>Whether the record may be in the system: it is linked, or an open request may have made it.</summary>
    public static bool MayStand(Link? link, IEnumerable<JournalEntry> open) =>
        link is not null || open.Any(entry => entry.State == EntryState.Sent);

    /// <summary>Whether an entry that is held up need not be sent any more, because a later one takes its place.</summary>
    public static bool IsOvertakenBy(JournalEntry earlier, JournalEntry later, bool mayStand) =>
        earlier.State != EntryState.Sent
        && later.Verb switch
        {
            // Sent brings no content to a record that is there.
            WriteVerb.Upsert => earlier.Verb == WriteVerb.Upsert && (!mayStand || later.Event != HostEvent.Sent),

            // Of what is not there, nothing need leave: what was refused, or put off, had no effect.
            WriteVerb.Void or WriteVerb.Delete => !mayStand && earlier.Verb != later.Verb,
            _ => false,
        };

    private static bool IsOvertaken(OutgoingFacts facts, bool mayStand) =>
        facts.Later.Any(one => one.State != EntryState.Sent && IsOvertakenBy(facts.Entry, one, mayStand));

    private static OutgoingDecision? WithoutLink(OutgoingFacts facts)
    {
        var entry = facts.Entry;
        if (entry.Verb is WriteVerb.Upsert or WriteVerb.Apply)
        {
            return IsDraft(facts.Record) ? new OutgoingDecision.Refuse(Trouble.Draft(entry)) : null;
        }

        var held = facts.Earlier.Any(one => !IsOvertakenBy(one, entry, mayStand: false));
        if (!held && entry.Verb is WriteVerb.Void or WriteVerb.Delete or WriteVerb.Archive or WriteVerb.Unapply)
        {
            return new OutgoingDecision.Close(EntryState.Done, "NotNeeded");
        }

        return new OutgoingDecision.WaitFor(
            new(entry.RecordType, entry.LocalId),
            held ? Trouble.RecordUnsent(entry, facts.System) : Trouble.RecordUnlinked(entry, facts.System)
        );
    }

    private static OutgoingDecision? WithLink(OutgoingFacts facts, Link link)
    {
        var entry = facts.Entry;
        if (link.IsGone)
        {
            return entry.Verb is WriteVerb.Upsert or WriteVerb.Apply or WriteVerb.Send
                ? new OutgoingDecision.Refuse(Trouble.RecordGone(entry, facts.System))
                : new OutgoingDecision.Close(EntryState.Done, "NotNeeded");
        }

        if (entry.Verb == WriteVerb.Upsert && IsDraft(facts.Record))
        {
            return new OutgoingDecision.Refuse(Trouble.Draft(entry));
        }

        return StandsAlready(entry, link, facts.Record) ? new OutgoingDecision.Close(EntryState.Done, "Unchanged") : null;
    }

    private static bool StandsAlready(JournalEntry entry, Link link, IRecord record) =>
        entry.Verb switch
        {
            // Sent tells no new content: it only makes sure that the document is there.
            WriteVerb.Upsert => entry.Fingerprint == link.Fingerprint || entry.Event == HostEvent.Sent,
            WriteVerb.Apply => true,
            WriteVerb.Void => link.Seen.Status == DocumentStatus.Voided,
            WriteVerb.MarkSent => link.Seen.Status is DocumentStatus.Sent or DocumentStatus.Voided,
            WriteVerb.MoveDate => link.Seen.Status == DocumentStatus.Voided
                || (record is IDocument { IssueDate: { } date } && link.Seen.IssueDate == date),
            WriteVerb.Archive => link.Seen.State == RecordState.Archived,
            _ => false,
        };

    private static OutgoingDecision Sending(OutgoingFacts facts)
    {
        var (entry, link) = (facts.Entry, facts.Link);
        if (facts.Missing is { } missing && entry.Verb is WriteVerb.Upsert or WriteVerb.Apply)
        {
            return new OutgoingDecision.WaitFor(missing, Trouble.ReferenceUnlinked(
                facts.Kind, facts.Record, missing, facts.System, facts.Kind.CurrencyOf(facts.Record), facts.IsMissingOnlyInCurrency));
        }

        // What can happen again has the revision in its key; a creation, a void or a mark happens once.
        long? revision =
            link is not null && entry.Verb is WriteVerb.Upsert or WriteVerb.MoveDate or WriteVerb.Archive ? entry.Revision : null;
        var key = IntentKey.Of(entry.ConnectionId, entry.RecordType, entry.LocalId, entry.Verb, revision, entry.Variant);
        return new OutgoingDecision.Send(key, link is null ? null : new WriteTarget { ExternalId = link.ExternalId, Parts = link.Parts });
    }

    private static bool IsDraft(IRecord record) => record
        is IDocument { Status: DocumentStatus.Draft or DocumentStatus.InProgress }
        or BillingSchedule { Status: ScheduleStatus.Draft }
        or Quote { Status: QuoteStatus.Draft };
}
