namespace Sequence.Connectors.Sync;

/// <summary>What an outcome makes of an entry and of its link: pure functions.</summary>
internal static class Recording
{
    /// <summary>The entry after an outcome.</summary>
    public static JournalEntry Entry(JournalEntry entry, WriteOutcome outcome, SyncOptions options, Instant now) =>
        outcome switch
        {
            WriteOutcome.Settled settled => Done(entry, settled.GetType().Name, now) with
            {
                ExternalId = settled.ExternalId,
                Link = settled.Link ?? entry.Link,
                Notes = settled.Notes,
                RequestId = settled.RequestId ?? entry.RequestId,
            },
            WriteOutcome.Rejected rejected => Wrong(entry, rejected.Problems, Trouble.WhoFixes(rejected.Problems), now) with
            {
                State = EntryState.Rejected,
                DueAt = null,
                Notes = rejected.Notes,
                RequestId = rejected.RequestId ?? entry.RequestId,
            },
            WriteOutcome.Uncertain uncertain => Wrong(
                entry,
                [Trouble.EffectUnknown(uncertain.Reason)],
                entry.Tries > options.ProbesBeforeHelp ? FixedBy.Finance : FixedBy.Itself,
                now
            ) with
            {
                State = EntryState.Sent,
                Tries = entry.Tries + 1,
                DueAt = now + (uncertain.ProbeAfter ?? options.RetryAfter(entry.Tries)),
                RequestId = uncertain.RequestId ?? entry.RequestId,
            },
            WriteOutcome.NotAttempted stopped => Wrong(
                entry,
                [Trouble.NotAttempted(stopped.Kind, stopped.Reason)],
                Trouble.WhoFixes(stopped.Kind),
                now
            ) with
            {
                State = EntryState.Pending,
                // One that left was counted when it did.
                Tries = entry.State == EntryState.Sent ? entry.Tries : entry.Tries + 1,
                DueAt =
                    now
                    + Longer(
                        stopped.RetryAfter,
                        stopped.Kind is null && entry.Tries < 3 ? Duration.Zero : options.RetryAfter(entry.Tries)
                    ),
                RequestId = stopped.RequestId ?? entry.RequestId,
            },
            _ => throw new InvalidOperationException($"An outcome of the type {outcome.GetType().Name} is unknown."),
        };

    /// <summary>The entry after its connector threw: looked for where it may have left, else tried again.</summary>
    public static JournalEntry Failed(JournalEntry entry, SyncOptions options, Instant now) =>
        Wrong(entry, [Trouble.ConnectorFailed(entry.Id)], FixedBy.Engineer, now) with
        {
            Tries = entry.Tries + 1,
            DueAt = now + options.RetryAfter(entry.Tries),
        };

    /// <summary>The entry when nothing more is to be done.</summary>
    public static JournalEntry Done(JournalEntry entry, string outcome, Instant now) => entry with
    {
        State = EntryState.Done,
        Outcome = outcome,
        DueAt = null,
        Problems = [],
        ProblemSince = null,
        WaitsForType = null,
        WaitsForId = null,
        WaitsForVariant = null,
        ChangedAt = now,
    };

    /// <summary>The entry with something wrong.</summary>
    public static JournalEntry Wrong(JournalEntry entry, ValueList<Problem> problems, FixedBy fixedBy, Instant now) => entry with
    {
        Problems = problems,
        FixedBy = fixedBy,
        ProblemSince = entry.ProblemSince ?? now,
        ChangedAt = now,
    };

    /// <summary>The link after an effect that is known to stand.</summary>
    public static Link Link(Prepared prepared, WriteOutcome.Settled settled, Guid newId, Instant now)
    {
        var entry = prepared.Entry;
        var link = prepared.Link ?? new Link
        {
            Id = newId,
            ConnectionId = entry.ConnectionId,
            RecordType = entry.RecordType,
            LocalId = entry.LocalId,
            Variant = entry.Variant,
            ExternalId = settled.ExternalId,
            Origin = settled is WriteOutcome.Created { Adopted: true } ? LinkOrigin.Adopted : LinkOrigin.Pushed,
            LinkedAt = now,
        };
        return link with
        {
            Address = settled.Link ?? link.Address,
            Fingerprint = entry.Verb is WriteVerb.Upsert or WriteVerb.Apply ? entry.Fingerprint : link.Fingerprint,
            Fields = entry.Verb is WriteVerb.Upsert ? RecordText.Held(entry.Payload) : link.Fields,
            Revision = Revision(entry, link),
            Agreed = Agreed(prepared, link, settled),
            Uses = Uses(prepared, link),
            Parts = settled.Parts.Count > 0 ? settled.Parts : link.Parts,
            IsGone = link.IsGone || entry.Verb is WriteVerb.Delete or WriteVerb.Unapply,
            Seen = Seen(prepared, link, settled),
        };
    }

    /// <summary>What an effect of ours has changed of other records' balances: what is taken off now, less what was before.</summary>
    public static IEnumerable<RecordUse> Difference(ValueList<RecordUse> before, ValueList<RecordUse> after) => after
        .Concat(before.Select(use => use with { Amount = -use.Amount }))
        .GroupBy(use => (use.RecordType, use.ExternalId))
        .Select(uses => new RecordUse(uses.Key.RecordType, uses.Key.ExternalId, uses.Sum(use => use.Amount)))
        .Where(use => use.Amount != 0m);

    // What was voided stays so, though an edit that was made before comes after it. History says nothing of the host's present.
    private static long? Revision(JournalEntry entry, Link link) => entry.IsBackfill
        ? link.Revision
        : entry.Verb is WriteVerb.Upsert or WriteVerb.Apply or WriteVerb.Void or WriteVerb.Delete or WriteVerb.Unapply
            ? Deciding.IsEarlier(entry.Revision, link.Revision) ? link.Revision : entry.Revision
            : link.Revision;

    private static ValueList<RecordUse> Uses(Prepared prepared, Link link) => prepared.Entry.Verb switch
    {
        WriteVerb.Upsert or WriteVerb.Apply => prepared.Kind.UsesOf(prepared.Record)
            .Select(use => (use.Record.Type, ExternalId: prepared.References.Find(use.Record.Type, use.Record.LocalId), use.Amount))
            .Where(use => use.ExternalId is not null)
            .Select(use => new RecordUse(use.Type, use.ExternalId!, use.Amount))
            .ToValueList(),
        WriteVerb.Void or WriteVerb.Delete or WriteVerb.Unapply => [],
        _ => link.Uses,
    };

    /// <summary>
    /// The link of a record whose balance an effect of ours has changed, such as an invoice's that a payment pays: its change
    /// comes back from the system, and is no news.
    /// </summary>
    public static Link Used(Link link, decimal amount)
    {
        if (link.Seen is not { Balance: { } before } seen)
        {
            return link;
        }

        var balance = before - amount;
        var isCredit = seen.CreditStatus != CreditStatus.Unknown;
        return link with
        {
            Seen = seen with
            {
                Balance = balance,
                PaymentStatus =
                    isCredit ? seen.PaymentStatus
                    : balance <= 0m ? PaymentStatus.Paid
                    : balance < seen.Total ? PaymentStatus.PartiallyPaid
                    : PaymentStatus.Unpaid,
                CreditStatus =
                    !isCredit ? seen.CreditStatus
                    : balance <= 0m ? CreditStatus.FullyApplied
                    : balance < seen.Total ? CreditStatus.PartiallyApplied
                    : CreditStatus.Unapplied,
            },
        };
    }

    /// <summary>
    /// Whether the answer shows more than the write explains: someone else changed the record, and the host does not know it yet.
    /// </summary>
    public static bool ShowsNews(Prepared prepared, WriteOutcome.Settled settled, Link after) =>
        settled.Current is { } current && current.GetType() == prepared.Record.GetType()
        && Noticing.Changes(after.Seen, prepared.Kind.Look(current)).Count > 0;

    /// <summary>What others had changed in the system since it was last written, and this write replaced.</summary>
    public static IEnumerable<MappingNote> Overwritten(Prepared prepared, WriteOutcome.Settled settled, string system)
    {
        if (prepared is not { Entry.Verb: WriteVerb.Upsert, Link: { Agreed: { } agreed } link }
            || settled is WriteOutcome.Unchanged
            || (Fingerprint(prepared, settled.Before) ?? link.Seen.Fingerprint) == agreed)
        {
            return [];
        }

        var message = $"Someone had changed the {prepared.Kind.Type.Name} in {system}; what the host published replaced it.";
        return settled is { Before: { } before, Current: { } after }
            ? prepared.Kind.Differences(before, after).Select(one => new MappingNote
            {
                Kind = MappingNoteKind.Overwritten, Path = one.Property, From = one.Before, To = one.After, Message = message,
            })
            : [new() { Kind = MappingNoteKind.Overwritten, Path = "", Message = message }];
    }

    // What stands after its content was written is agreed. Another write moves that on only where nobody else had changed it.
    private static string? Agreed(Prepared prepared, Link link, WriteOutcome.Settled settled)
    {
        var isContent = prepared.Entry.Verb is WriteVerb.Upsert or WriteVerb.Apply;
        var isOurs = isContent || link.Agreed == (Fingerprint(prepared, settled.Before) ?? link.Seen.Fingerprint);
        return isOurs ? Fingerprint(prepared, settled.Current) ?? (isContent ? null : link.Agreed) : link.Agreed;
    }

    private static string? Fingerprint(Prepared prepared, IRecord? shown) =>
        shown is not null && shown.GetType() == prepared.Record.GetType() ? prepared.Kind.Look(shown).Fingerprint : null;

    // Where the answer does not show the record, what was asked for stands.
    private static SeenState Seen(Prepared prepared, Link link, WriteOutcome.Settled settled)
    {
        if (settled.Current is { } current && current.GetType() == prepared.Record.GetType())
        {
            return Noticing.AfterWrite(link.Seen, prepared.Kind.Look(current), prepared.Entry.Verb, (prepared.Record as IDocument)?.Status);
        }

        var seen = link.Seen with { Version = settled.Version ?? link.Seen.Version };
        return prepared.Entry.Verb switch
        {
            WriteVerb.Upsert => seen with { Fingerprint = null },
            WriteVerb.Void => seen with { Status = DocumentStatus.Voided },
            WriteVerb.MarkSent or WriteVerb.Send => seen with { Status = DocumentStatus.Sent },
            WriteVerb.MoveDate => seen with { IssueDate = (prepared.Record as IDocument)?.IssueDate },
            WriteVerb.Archive => seen with { State = RecordState.Archived },
            _ => seen,
        };
    }

    private static Duration Longer(Duration? asked, Duration own) => asked is { } wait && wait > own ? wait : own;
}
