namespace Sequence.Connectors.Conformance;

/// <summary>
/// The first promise of all: one record of the host becomes one record of the system, whatever crashes, breaks or times out. Derive it for
/// each type with <see cref="WriteVerb.Upsert"/>.
/// </summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
/// <param name="bench">The system, and records for it.</param>
public abstract class ExactlyOnceConformance<TRecord>(IWriteBench<TRecord> bench) : RecordSuite<TRecord>(bench)
    where TRecord : class, IRecord
{
    private const int Count = 5;

    /// <summary>A process that died after sending and before noting the outcome starts again and writes the same.</summary>
    [Fact]
    public async Task A_crash_after_sending_creates_once()
    {
        var (intents, journal, before) = await CrashAsync();

        var outcomes = await WriteUntilKnownAsync(intents, journal);

        AssertOneEach(intents, outcomes.Values);
        await AssertStandsOnceAsync(outcomes.Values, before);
    }

    /// <summary>After a crash the same intents come in another order, and in company.</summary>
    [Fact]
    public async Task A_crash_and_another_order_create_once()
    {
        var (intents, journal, before) = await CrashAsync();

        var outcomes = await WriteUntilKnownAsync([Creation("company"), .. intents.AsEnumerable().Reverse()], journal);

        Assert.IsType<WriteOutcome.Created>(outcomes[Creation("company").Key]);
        await AssertStandsOnceAsync(outcomes.Values, before);
    }

    /// <summary>After a crash the same intents come in smaller groups, each without the others.</summary>
    [Fact]
    public async Task A_crash_and_smaller_groups_create_once()
    {
        var (intents, journal, before) = await CrashAsync();

        var first = await WriteUntilKnownAsync(intents[..2], journal);
        var second = await WriteUntilKnownAsync(intents[2..], journal);

        await AssertStandsOnceAsync(first.Values.Concat(second.Values), before);
    }

    /// <summary>A record that was edited between the crash and the restart is found again all the same.</summary>
    [Fact]
    public async Task A_crash_and_an_edit_create_once()
    {
        var (intents, journal, before) = await CrashAsync();
        var edited = intents.Select(intent => intent with { Record = Bench.Edited(intent.Record) }).ToList();

        var outcomes = await WriteUntilKnownAsync(edited, journal);

        await AssertStandsOnceAsync(outcomes.Values, before);
    }

    /// <summary>
    /// A process that died between noting an attempt and sending it starts again: nothing was made, so everything is made now.
    /// </summary>
    [Fact]
    public async Task A_crash_before_sending_loses_nothing()
    {
        var intents = Creations(Count);
        var before = await CountAsync();
        var crash = new AttemptJournal { Written = _ => throw new InvalidDataException("The process ends here.") };
        await TryWriteAsync(intents, crash.Context);
        Assert.Equal(before, await CountAsync());
        await Harness.RestartAsync(Cancellation);

        var journal = new AttemptJournal();
        foreach (var attempt in crash.Attempts)
        {
            await journal.Context.BeforeSend!(attempt, Cancellation);
        }

        var outcomes = await WriteUntilKnownAsync(intents, journal);

        Assert.All(outcomes.Values, outcome => AssertSettled(outcome));
        Assert.Equal(before + Count, await CountAsync());
    }

    /// <summary>Nothing leaves that is not written down.</summary>
    [Fact]
    public async Task An_attempt_that_cannot_be_written_down_is_not_sent()
    {
        var (before, sent) = (await CountAsync(), Harness.RequestsSent);
        var journal = new AttemptJournal { Written = _ => throw new InvalidDataException("The disk is full.") };

        await TryWriteAsync(Creations(Count), journal.Context);

        Assert.NotEmpty(journal.Attempts);
        Assert.Equal(before, await CountAsync());
        Assert.Equal(sent, Harness.RequestsSent);
    }

    /// <summary>A connection that breaks before the answer leads to one record each, and never to a claim that nothing happened.</summary>
    [Fact]
    public Task A_lost_answer_creates_once() => AssertOnceAsync(Harness.Faults.CutNextWrite);

    /// <summary>A failure on the system's side after the effect leads to one record each.</summary>
    [Fact]
    public Task A_failure_after_the_effect_creates_once() => AssertOnceAsync(Harness.Faults.FailNextWriteAfterEffect);

    /// <summary>A failure on the system's side before the effect loses no record.</summary>
    [Fact]
    public async Task A_failure_before_the_effect_loses_nothing()
    {
        var intents = Creations(Count);
        var before = await CountAsync();
        Harness.Faults.FailNextWriteBeforeEffect();

        var outcomes = await WriteUntilKnownAsync(intents, new AttemptJournal());

        AssertOneEach(intents, outcomes.Values);
        await AssertStandsOnceAsync(outcomes.Values, before);
    }

    /// <summary>An update whose answer was lost changes the record, makes none, and is not taken for someone else's change.</summary>
    [Fact]
    public async Task An_update_with_a_lost_answer_makes_no_record()
    {
        var record = Bench.NewRecord("updated");
        var update = Update(Bench.Edited(record), await CreateAsync(record), revision: 2);
        if (await IsRefusedAsFixedAsync(update))
        {
            return;
        }

        var before = await CountAsync();
        Harness.Faults.CutNextWrite();

        var outcomes = await WriteUntilKnownAsync([update], new AttemptJournal());

        Assert.True(outcomes[update.Key] is WriteOutcome.Settled or WriteOutcome.Uncertain, $"The outcome is: {outcomes[update.Key]}");
        Assert.Equal(before, await CountAsync());
    }

    /// <summary>
    /// A process that died after sending an update starts again: the version that its update moved is not somebody else's change.
    /// </summary>
    [Fact]
    public async Task A_crash_after_an_update_is_not_taken_for_another_change()
    {
        var record = Bench.NewRecord("updated");
        var update = Update(Bench.Edited(record), await CreateAsync(record), revision: 2);
        if (await IsRefusedAsFixedAsync(update))
        {
            return;
        }

        var before = await CountAsync();
        var journal = new AttemptJournal();
        await WriteAsync([update], journal.Context);
        await Harness.RestartAsync(Cancellation);

        var outcomes = await WriteUntilKnownAsync([update], journal);

        Assert.True(outcomes[update.Key] is WriteOutcome.Settled or WriteOutcome.Uncertain, $"The outcome is: {outcomes[update.Key]}");
        Assert.Equal(before, await CountAsync());
    }

    /// <summary>Finding out changes nothing: what was made is told, what was not is not made.</summary>
    [Fact]
    public async Task Settling_only_finds_out()
    {
        var (intents, journal, before) = await CrashAsync();
        var never = Creation("never-sent");
        var attempt = journal.Attempts[0] with { Key = never.Key, Members = [never.Key] };

        var session = await Harness.OpenSessionAsync(Cancellation);
        var outcomes = await Patiently(session.Records<TRecord>()
            .SettleAsync([.. intents, never], journal.Unsettled.Append(attempt), Cancellation).ToListAsync(Cancellation).AsTask());

        AssertOneEach([.. intents, never], outcomes);
        Assert.Equal(before + Count, await CountAsync());
        Assert.All(outcomes, outcome => Assert.True(
            outcome is WriteOutcome.Uncertain
                || (outcome.IntentKey == never.Key ? outcome is WriteOutcome.NotAttempted : outcome.IsSuccess),
            $"The outcome is: {outcome}"));
    }

    /// <summary>Writes, loses the outcomes as a process that dies does, and starts another process: only the journal stays.</summary>
    private async Task<(List<WriteIntent<TRecord>> Intents, AttemptJournal Journal, int Before)> CrashAsync()
    {
        var intents = Creations(Count);
        var journal = new AttemptJournal();
        var before = await CountAsync();
        await WriteAsync(intents, journal.Context);
        Assert.NotEmpty(journal.Attempts);
        await Harness.RestartAsync(Cancellation);
        return (intents, journal, before);
    }

    private async Task AssertOnceAsync(Action fault)
    {
        var intents = Creations(Count);
        var journal = new AttemptJournal();
        var before = await CountAsync();
        fault();

        var first = await WriteAsync(intents, journal);
        Assert.All(first, outcome => Assert.True(
            outcome is WriteOutcome.Created or WriteOutcome.Uncertain || !WasSent(outcome, journal),
            $"The request left, and the outcome is: {outcome}"));
        var known = first.Where(IsKnown).ToList();
        var open = intents.Where(intent => known.All(outcome => outcome.IntentKey != intent.Key)).ToList();
        var rest = await WriteUntilKnownAsync(open, journal);

        AssertOneEach(intents, known.Concat(rest.Values));
        await AssertStandsOnceAsync(known.Concat(rest.Values), before);
    }

    private static bool WasSent(WriteOutcome outcome, AttemptJournal journal) =>
        journal.Attempts.Any(attempt => attempt.Members.Contains(outcome.IntentKey));

    /// <summary>Each stands once; where the system cannot tell, it may stay uncertain, and then nothing was sent again.</summary>
    private async Task AssertStandsOnceAsync(IEnumerable<WriteOutcome> outcomes, int before)
    {
        var all = outcomes.ToList();
        Assert.All(all, outcome => Assert.True(outcome is WriteOutcome.Settled or WriteOutcome.Uncertain, $"The outcome is: {outcome}"));
        var made = await CountAsync() - before;
        var uncertain = all.OfType<WriteOutcome.Uncertain>().Count();
        Assert.InRange(made, all.Count - uncertain, all.Count);
        var ids = all.OfType<WriteOutcome.Settled>().Select(outcome => outcome.ExternalId).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    private async Task TryWriteAsync(IReadOnlyList<WriteIntent<TRecord>> intents, WriteContext context)
    {
        try
        {
            var outcomes = await WriteAsync(intents, context);
            Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.NotAttempted>(outcome));
        }
        catch (InvalidDataException)
        {
            // The caller's own exception may come through as it is.
        }
    }
}
