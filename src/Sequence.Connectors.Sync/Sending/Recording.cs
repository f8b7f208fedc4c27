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
            Parts = settled.Parts.Count > 0 ? settled.Parts : link.Parts,
            IsGone = link.IsGone || entry.Verb is WriteVerb.Delete or WriteVerb.Unapply,
            Seen = Seen(prepared, link, settled),
        };
    }

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
