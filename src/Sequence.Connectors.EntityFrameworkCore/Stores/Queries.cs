namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>The conditions of the engine's questions, for the database.</summary>
internal static class Queries
{
    /// <summary>Entries that are not closed (<see cref="JournalEntry.IsClosed"/>).</summary>
    public static IQueryable<JournalEntry> WhereOpen(this IQueryable<JournalEntry> rows) =>
        rows.Where(one => one.State != EntryState.Done && one.State != EntryState.Superseded && one.State != EntryState.Dismissed);

    public static IQueryable<JournalEntry> Matching(this IQueryable<JournalEntry> rows, JournalQuery query)
    {
        rows = query.Tenant is { } tenant ? rows.Where(one => one.Tenant == tenant) : rows;
        rows = query.ConnectionId is { } connection ? rows.Where(one => one.ConnectionId == connection) : rows;
        rows = query.RecordType is { } type ? rows.Where(one => one.RecordType == type) : rows;
        rows = query.LocalId is { } local ? rows.Where(one => one.LocalId == local) : rows;
        rows = query.OnlyProblems ? rows.Where(one => one.ProblemSince != null).WhereOpen() : rows;
        rows = query.FixedBy is { } who ? rows.Where(one => one.FixedBy == who) : rows;
        rows = query.Before is { } before ? rows.Where(one => one.Id < before) : rows;
        return rows.OrderByDescending(one => one.Id).Take(query.Max);
    }

    public static IQueryable<InboxEvent> Matching(this IQueryable<InboxEvent> rows, InboxQuery query)
    {
        rows = query.Tenant is { } tenant ? rows.Where(one => one.Tenant == tenant) : rows;
        rows = query.ConnectionId is { } connection ? rows.Where(one => one.ConnectionId == connection) : rows;
        rows = query.RecordType is { } type ? rows.Where(one => one.RecordType == type) : rows;
        rows = query.ExternalIds is { } ids ? rows.Where(one => EF.Parameter(ids).Contains(one.ExternalId)) : rows;
        rows = query.State is { } state ? rows.Where(one => one.State == state) : rows;
        rows = query.OnlyProblems
            ? rows.Where(one => one.ProblemSince != null && (one.State == InboxState.Pending || one.State == InboxState.Failed))
            : rows;
        rows = query.FixedBy is { } who ? rows.Where(one => one.FixedBy == who) : rows;
        rows = query.Before is { } before ? rows.Where(one => one.Id < before) : rows;
        return rows.OrderByDescending(one => one.Id).Take(query.Max);
    }

    public static IQueryable<Standstill> Matching(this IQueryable<Standstill> rows, StandstillQuery query)
    {
        rows = query.Id is { } id ? rows.Where(one => one.Id == id) : rows;
        rows = query.Tenant is { } tenant ? rows.Where(one => one.Tenant == tenant) : rows;
        rows = query.ConnectionId is { } connection ? rows.Where(one => one.ConnectionId == connection) : rows;
        rows = query.RecordType is { } type ? rows.Where(one => one.RecordType == type) : rows;
        rows = query.OnlyProblems ? rows.Where(one => one.Problem != null) : rows;
        rows = query.FixedBy is { } who ? rows.Where(one => one.FixedBy == who) : rows;
        rows = query.Before is { } before ? rows.Where(one => one.Id < before) : rows;
        return rows.OrderByDescending(one => one.Id).Take(query.Max);
    }

    public static IQueryable<ImportRun> Matching(this IQueryable<ImportRun> rows, ImportRunQuery query)
    {
        rows = query.Id is { } id ? rows.Where(one => one.Id == id) : rows;
        rows = query.Tenant is { } tenant ? rows.Where(one => one.Tenant == tenant) : rows;
        rows = query.ConnectionId is { } connection ? rows.Where(one => one.ConnectionId == connection) : rows;
        rows = query.State is { } state ? rows.Where(one => one.State == state) : rows;
        rows = query.Before is { } before ? rows.Where(one => one.Id < before) : rows;
        return rows.OrderByDescending(one => one.Id).Take(query.Max);
    }

    public static IQueryable<Candidate> Matching(this IQueryable<Candidate> rows, CandidateQuery query)
    {
        rows = rows.Where(one => one.ConnectionId == query.ConnectionId && one.RecordType == query.RecordType);
        rows = query.State is { } state ? rows.Where(one => one.State == state) : rows;
        rows = query.ExternalIds is { } ids ? rows.Where(one => EF.Parameter(ids).Contains(one.ExternalId)) : rows;
        rows = query.ReadBefore is { } before ? rows.Where(one => one.ReadAt < before) : rows;
#pragma warning disable CA1309, CA1310 // The database compares; only this overload is translated.
        rows = query.After is { } after ? rows.Where(one => string.Compare(one.ExternalId, after) > 0) : rows;
#pragma warning restore CA1309, CA1310
        return rows.OrderBy(one => one.ExternalId).Take(query.Max);
    }

    public static IQueryable<Link> After(this IQueryable<Link> rows, string connectionId, RecordType type, Guid? after)
    {
        rows = rows.Where(one => one.ConnectionId == connectionId && one.RecordType == type);
        return after is { } last ? rows.Where(one => one.Id > last) : rows;
    }
}
