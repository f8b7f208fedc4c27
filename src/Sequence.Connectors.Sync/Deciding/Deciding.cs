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

        if (First(facts, mayStand) is { } first)
        {
            return new OutgoingDecision.Hold(first.DueAt > facts.Now ? first.DueAt : null);
        }

        return (link is null ? WithoutLink(facts) : WithLink(facts, link)) ?? Sending(facts);
    }

    /// <summary>Whether the record may be in the system: it is linked, or an open request may have made it.</summary>
    public static bool MayStand(Link? link, IEnumerable<JournalEntry> open) =>
        link is not null || open.Any(entry => entry.State == EntryState.Sent);

    /// <summary>Whether an entry that is held up need not be sent any more, because another one takes its place.</summary>
    public static bool IsOvertakenBy(JournalEntry entry, JournalEntry other, bool mayStand) =>
        entry.State != EntryState.Sent
        && other.Verb switch
        {
            // Sent brings no content to a record that is there.
            WriteVerb.Upsert => entry.Verb == WriteVerb.Upsert
                && IsNewer(other, entry)
                && (!mayStand || other.Event != HostEvent.Sent),

            // Of what never had an effect, nothing need leave.
            WriteVerb.Void or WriteVerb.Delete => !mayStand
                && entry.Verb != other.Verb
                && entry.Id.CompareTo(other.Id) < 0
                && HadNoEffect(entry),
            _ => false,
        };

    /// <summary>
    /// Whether a revision comes before another. One that nobody gave is a time in milliseconds, and says nothing beside one that
    /// was given.
    /// </summary>
    public static bool IsEarlier(long revision, long? other) => revision < other && IsTime(revision) == IsTime(other.Value);

    // What happens in the host is newer than any history that was read from it.
    private static bool IsNewer(JournalEntry entry, JournalEntry other) =>
        entry.IsBackfill != other.IsBackfill ? other.IsBackfill
        : IsEarlier(other.Revision, entry.Revision) || (!IsEarlier(entry.Revision, other.Revision) && entry.Id.CompareTo(other.Id) > 0);

    private static bool IsTime(long revision) => revision >= 1_000_000_000_000;

    // What was refused or put off had no effect, unless that came after the record was made.
    private static bool HadNoEffect(JournalEntry entry) => entry.Tries == 0 || entry.ExternalId is null;

    private static bool IsOvertaken(OutgoingFacts facts, bool mayStand) =>
        facts.Earlier.Concat(facts.Later).Any(one => one.State != EntryState.Sent && IsOvertakenBy(facts.Entry, one, mayStand))
        || (facts is { Entry: { IsBackfill: true, Verb: WriteVerb.Upsert or WriteVerb.Apply }, IsWithdrawn: true });

    // What must be carried out or settled before: whatever was sent, and what was told earlier.
    private static JournalEntry? First(OutgoingFacts facts, bool mayStand) =>
        facts.Earlier.FirstOrDefault(one =>
            one.State is EntryState.Sent or EntryState.Pending && !IsOvertakenBy(one, facts.Entry, mayStand))
        ?? facts.Later.FirstOrDefault(one => one.State == EntryState.Sent);

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
            entry.Variant.Length == 0 ? null : entry.Variant,
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

        // A revision that comes late would write older content over newer.
        if (entry.Verb is WriteVerb.Upsert or WriteVerb.MoveDate && IsEarlier(entry.Revision, link.Revision))
        {
            return new OutgoingDecision.Close(EntryState.Superseded, "Superseded");
        }

        return StandsAlready(entry, link, facts.Record) ? new OutgoingDecision.Close(EntryState.Done, "Unchanged") : null;
    }

    private static bool StandsAlready(JournalEntry entry, Link link, IRecord record) =>
        entry.Verb switch
        {
            // Neither sent nor history tells new content: they only make sure that the document is there.
            WriteVerb.Upsert => entry.Fingerprint == link.Fingerprint || entry.Event == HostEvent.Sent || entry.IsBackfill,
            WriteVerb.Apply => true,
            WriteVerb.Void => link.Seen.Status == DocumentStatus.Voided,
            WriteVerb.MarkSent => link.Seen.Status is DocumentStatus.Sent or DocumentStatus.Voided,
            WriteVerb.MoveDate => entry.IsBackfill || link.Seen.Status == DocumentStatus.Voided
                || (record is IDocument { IssueDate: { } date } && link.Seen.IssueDate == date),
            WriteVerb.Archive => link.Seen.State == RecordState.Archived,
            _ => false,
        };

    private static OutgoingDecision Sending(OutgoingFacts facts)
    {
        var (entry, link) = (facts.Entry, facts.Link);
        if (facts.Missing is { } missing && entry.Verb is WriteVerb.Upsert or WriteVerb.Apply)
        {
            return new OutgoingDecision.WaitFor(missing.Record, missing.Variant, Trouble.ReferenceUnlinked(
                facts.Kind, facts.Record, missing.Record, facts.System, facts.Kind.CurrencyOf(facts.Record), missing.IsLinkedOtherwise));
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
