namespace Sequence.Connectors.Sync;

/// <summary>What a look or a reaction makes of a row of the inbox: pure functions.</summary>
internal static class InboxOutcome
{
    /// <summary>The row when nothing more is to be done.</summary>
    public static InboxEvent Closed(InboxEvent row, InboxState state, Instant now) =>
        row with { State = state, DueAt = null, Problem = null, ProblemSince = null, ChangedAt = now };

    /// <summary>The row with something wrong.</summary>
    public static InboxEvent Wrong(InboxEvent row, Problem problem, FixedBy fixedBy, Instant now) =>
        row with
        {
            Problem = problem,
            FixedBy = fixedBy,
            ProblemSince = row.ProblemSince ?? now,
            Tries = row.Tries + 1,
            ChangedAt = now,
        };

    /// <summary>The row after a failure of its own: tried again, then put aside.</summary>
    public static InboxEvent Failed(InboxEvent row, Problem problem, FixedBy fixedBy, SyncOptions options, Instant now) =>
        row.Tries + 1 < options.ReactionTries
            ? Wrong(row, problem, fixedBy, now) with { DueAt = now + options.RetryAfter(row.Tries) }
            : Wrong(row, problem, fixedBy, now) with { State = InboxState.Failed, DueAt = null };

    /// <summary>A row for what a write's own answer shows to have changed beside it.</summary>
    public static InboxEvent Hint(Link link, JournalEntry entry, Guid id, Instant now) => new()
    {
        Id = id,
        Tenant = entry.Tenant,
        ConnectionId = link.ConnectionId,
        RecordType = link.RecordType,
        ExternalId = link.ExternalId,
        Kind = WebhookEventKind.Unknown,
        DedupeKey = $"answer:{id:N}",
        Source = InboxSource.Engine,
        TraceParent = entry.TraceParent,
        ReceivedAt = now,
        DueAt = now,
        ChangedAt = now,
    };
}
