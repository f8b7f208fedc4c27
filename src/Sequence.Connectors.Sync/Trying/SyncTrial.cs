namespace Sequence.Connectors.Sync;

/// <summary>
/// Tries settings on records that were written lately: what would be sent, what would get lost, what would be refused. Nothing is written.
/// </summary>
public sealed class SyncTrial
{
    private const int MostEntries = 500;
    private readonly ISyncStore _store;
    private readonly RecordKinds _kinds;
    private readonly SequenceConnectors _connectors;
    private readonly Func<Instant> _now;

    internal SyncTrial(ISyncStore store, RecordKinds kinds, SequenceConnectors connectors, Func<Instant> now) =>
        (_store, _kinds, _connectors, _now) = (store, kinds, connectors, now);

    /// <summary>Plans the records that were written last, by the settings in force and by others.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="settings">The settings to try, such as a draft's.</param>
    /// <param name="max">The most records.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A result for each record, the last written first.</returns>
    /// <exception cref="ConnectorException">The connection cannot be used, or a setting is none of the system's.</exception>
    public async Task<IReadOnlyList<TrialResult>> RunAsync(
        string connectionId,
        ConnectionSettings settings,
        int max = 20,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        var inForce = await _connectors.OpenAsync(connectionId, cancellationToken).ConfigureAwait(false);
        var tried = await _connectors.OpenTrialAsync(connectionId, settings, cancellationToken).ConfigureAwait(false);
        var log = await _store
            .QueryJournalAsync(new() { ConnectionId = connectionId, Max = MostEntries }, cancellationToken)
            .ConfigureAwait(false);
        var written = log.Where(one => one is { State: EntryState.Done, Verb: WriteVerb.Upsert, Key: not null })
            .DistinctBy(one => (one.RecordType, one.LocalId, one.Variant))
            .Take(max)
            .ToList();
        var results = new List<TrialResult>();
        foreach (var group in written.GroupBy(one => one.RecordType))
        {
            var now = await PlanAsync(inForce, group.Key, [.. group], cancellationToken).ConfigureAwait(false);
            var then = await PlanAsync(tried, group.Key, [.. group], cancellationToken).ConfigureAwait(false);
            results.AddRange(group.Select(one => Compare(one, now, then)));
        }

        return results;
    }

    private async Task<WritePlan> PlanAsync(
        ConnectorSession session,
        RecordType type,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellationToken
    )
    {
        var preparation = new Preparation(_store, _kinds, session, _now);
        var prepared = await preparation.ReopenAsync(entries, cancellationToken).ConfigureAwait(false);
        return await _kinds
            .Get(type)
            .PlanAsync(session, [.. prepared.Select(one => one.ToIntent())], cancellationToken)
            .ConfigureAwait(false);
    }

    private static TrialResult Compare(JournalEntry entry, WritePlan now, WritePlan then) => new()
    {
        RecordType = entry.RecordType,
        LocalId = entry.LocalId,
        ProblemsNow = ProblemsOf(entry, now),
        ProblemsThen = ProblemsOf(entry, then),
        NotesNow = NotesOf(entry, now),
        NotesThen = NotesOf(entry, then),
        SendsOther = BodyOf(entry, now) != BodyOf(entry, then),
    };

    private static ValueList<Problem> ProblemsOf(JournalEntry entry, WritePlan plan) =>
        plan.Outcomes.OfType<WriteOutcome.Rejected>().FirstOrDefault(one => one.IntentKey == entry.Key)?.Problems ?? [];

    private static ValueList<MappingNote> NotesOf(JournalEntry entry, WritePlan plan) =>
        plan.Notes.Where(one => one.IntentKey == entry.Key).SelectMany(one => one.Notes).ToValueList();

    // Of a batch it is the whole request: what one record of it changes, all of it shows.
    private static string? BodyOf(JournalEntry entry, WritePlan plan) =>
        plan.Requests.FirstOrDefault(one => one.Members.Contains(entry.Key!))?.Body;
}
