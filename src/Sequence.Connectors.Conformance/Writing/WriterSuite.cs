namespace Sequence.Connectors.Conformance;

/// <summary>What the suites of writers share; derive one of them.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public abstract class WriterSuite<TRecord> : ConformanceSuite
    where TRecord : class, IRecord
{
    private const int Rounds = 5;

    private protected WriterSuite(ConnectorHarness harness)
        : base(harness)
    {
    }

    private protected WriteTraits Traits => Session.Surface.Writers.Single(writer => writer.RecordType == RecordType.Of<TRecord>()).Traits;

    /// <summary>Writes over a session of its own, as an engine does.</summary>
    private protected async Task<List<WriteOutcome>> WriteAsync(IReadOnlyList<WriteIntent<TRecord>> intents, WriteContext? context = null)
    {
        var session = await Harness.OpenSessionAsync(Cancellation);
        return await Patiently(session.Records<TRecord>().WriteAsync(intents, context, Cancellation).ToListAsync(Cancellation).AsTask());
    }

    private protected async Task<List<WriteOutcome>> WriteAsync(IReadOnlyList<WriteIntent<TRecord>> intents, AttemptJournal journal)
    {
        var outcomes = await WriteAsync(intents, journal.Context);
        journal.Note(outcomes);
        return outcomes;
    }

    /// <summary>
    /// Writes again, as an engine does, until each intent has an outcome that stays: what is uncertain is given back with its attempts.
    /// </summary>
    private protected async Task<Dictionary<string, WriteOutcome>> WriteUntilKnownAsync(
        IReadOnlyList<WriteIntent<TRecord>> intents, AttemptJournal journal)
    {
        var known = new Dictionary<string, WriteOutcome>(StringComparer.Ordinal);
        var open = intents;
        for (var round = 0; round < Rounds && open.Count > 0; round++)
        {
            foreach (var outcome in await WriteAsync(open, journal))
            {
                known[outcome.IntentKey] = outcome;
            }

            open = [.. open.Where(intent => !IsKnown(known[intent.Key]))];
            if (open.Count > 0)
            {
                Harness.Advance(WaitFor(known.Values));
            }
        }

        return known;
    }

    private protected static void AssertOneEach(IEnumerable<WriteIntent<TRecord>> intents, IEnumerable<WriteOutcome> outcomes) =>
        Assert.Equal(
            intents.Select(intent => intent.Key).Order(StringComparer.Ordinal),
            outcomes.Select(outcome => outcome.IntentKey).Order(StringComparer.Ordinal));

    private protected static WriteOutcome.Settled AssertSettled(WriteOutcome outcome) =>
        outcome as WriteOutcome.Settled ?? throw new Xunit.Sdk.XunitException(
            $"The intent was to be settled, but its outcome is: {outcome}");

    /// <summary>Whether an outcome stays: nothing is gained by writing again.</summary>
    private protected static bool IsKnown(WriteOutcome outcome) => outcome is not (WriteOutcome.Uncertain or WriteOutcome.NotAttempted);

    private static Duration WaitFor(IEnumerable<WriteOutcome> outcomes) => outcomes
        .Select(outcome => outcome switch
        {
            WriteOutcome.Uncertain uncertain => uncertain.ProbeAfter,
            WriteOutcome.NotAttempted notAttempted => notAttempted.RetryAfter,
            _ => null,
        })
        .Max() ?? Duration.FromMinutes(1);
}
