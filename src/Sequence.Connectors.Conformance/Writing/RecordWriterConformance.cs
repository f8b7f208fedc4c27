namespace Sequence.Connectors.Conformance;

/// <summary>
/// What every writer that creates and updates a type of record promises while nothing goes wrong, and of records that are wrong. Derive it,
/// and <see cref="ExactlyOnceConformance{TRecord}"/>, for each type with <see cref="WriteVerb.Upsert"/>.
/// </summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
/// <param name="bench">The system, and records for it.</param>
public abstract class RecordWriterConformance<TRecord>(IWriteBench<TRecord> bench) : RecordSuite<TRecord>(bench)
    where TRecord : class, IRecord
{
    /// <summary>Every record that a host pushes has an answer, and stands at the system once, however many there are.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    public async Task Gives_one_outcome_for_each_intent(int batches, int more)
    {
        var intents = Creations(Size(batches, more));
        var before = await CountAsync();

        var outcomes = await WriteAsync(intents);

        AssertOneEach(intents, outcomes);
        var created = outcomes.Select(outcome => Assert.IsType<WriteOutcome.Created>(outcome)).ToList();
        Assert.Equal(intents.Count, created.Select(outcome => outcome.ExternalId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(before + intents.Count, await CountAsync());
    }

    /// <summary>A push is bound by the vendor's limits, so records travel in full batches and nothing else is asked meanwhile.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    public async Task Sends_one_request_for_each_batch(int batches, int more)
    {
        var intents = Creations(Size(batches, more));
        var journal = new AttemptJournal();
        var before = Harness.RequestsSent;

        await WriteAsync(intents, journal);

        Assert.Equal(Requests(intents.Count), Harness.RequestsSent - before);
        Assert.Equal(Requests(intents.Count), journal.Attempts.Count);
    }

    /// <summary>
    /// After a crash the journal says exactly what may have happened: each attempt is written down before its request leaves.
    /// </summary>
    [Fact]
    public async Task Writes_each_attempt_down_before_it_leaves()
    {
        var intents = Creations(Size(2, 5));
        var sent = new List<int>();
        var before = Harness.RequestsSent;
        var journal = new AttemptJournal { Written = _ => sent.Add(Harness.RequestsSent - before) };

        await WriteAsync(intents, journal);

        Assert.Equal(Enumerable.Range(0, Requests(intents.Count)), sent);
        Assert.Equal(intents.Select(intent => intent.Key).Order(), journal.Attempts.SelectMany(attempt => attempt.Members).Order());
        Assert.All(journal.Attempts, attempt => Assert.InRange(attempt.Members.Count, 1, Traits.BatchSize));
        Assert.All(
            journal.Attempts, attempt => Assert.False(string.IsNullOrEmpty(attempt.Key) || string.IsNullOrEmpty(attempt.Fingerprint)));
        Assert.Equal(journal.Attempts.Count, journal.Attempts.Select(attempt => attempt.Key).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>One bad record never stops the good ones, and its person is told what to mend.</summary>
    [Fact]
    public async Task A_refused_record_is_rejected_with_reasons_and_the_others_go_through()
    {
        var bad = Creation(Bench.Refused(Bench.NewRecord("bad")));
        WriteIntent<TRecord>[] intents = [.. Creations(2, "before"), bad, .. Creations(2, "after")];
        var before = await CountAsync();

        var outcomes = await WriteAsync(intents);

        AssertOneEach(intents, outcomes);
        var rejected = Assert.IsType<WriteOutcome.Rejected>(Assert.Single(outcomes, outcome => outcome.IntentKey == bad.Key));
        Assert.NotEmpty(rejected.Problems);
        Assert.All(rejected.Problems, problem => Assert.False(
            string.IsNullOrWhiteSpace(problem.Code) || string.IsNullOrWhiteSpace(problem.Message)));
        Assert.All(outcomes.Where(outcome => outcome.IntentKey != bad.Key), outcome => AssertSettled(outcome));
        Assert.Equal(before + 4, await CountAsync());
    }

    /// <summary>A record that a host changes is changed at the system, and not made again; what is fixed is refused.</summary>
    [Fact]
    public async Task An_update_changes_the_record()
    {
        var record = Bench.NewRecord("updated");
        var created = await CreateAsync(record);
        var update = Update(Bench.Edited(record), created, revision: 2);
        if (await IsRefusedAsFixedAsync(update))
        {
            return;
        }

        var (before, sent) = (await CountAsync(), Harness.RequestsSent);

        var outcome = Assert.Single(await WriteAsync([update]));

        var updated = Assert.IsType<WriteOutcome.Updated>(outcome);
        Assert.Equal(created.ExternalId, updated.ExternalId);
        Assert.NotEqual(sent, Harness.RequestsSent);
        Assert.True(
            !Bench.Details.HasFlag(SourceDetails.Version) || updated.Version != created.Version,
            "The update left the system's version as it was.");
        Assert.Equal(before, await CountAsync());
    }

    /// <summary>
    /// A write that insists on a version never overwrites what a person changed meanwhile: it is refused, and nothing is changed.
    /// </summary>
    [Fact]
    public async Task An_update_that_insists_on_a_stale_version_is_rejected()
    {
        var record = Bench.NewRecord("stale");
        var created = await CreateAsync(record);
        await Bench.ChangeAsync(created.ExternalId, Cancellation);
        var update = Update(Bench.Edited(record), created, revision: 2);
        if (await IsRefusedAsFixedAsync(update))
        {
            return;
        }

        var outcome = Assert.Single(await WriteAsync([update]));

        if (Bench.Details.HasFlag(SourceDetails.Version))
        {
            Assert.Contains(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems, problem => problem.Code == "version.stale");
        }
        else
        {
            Assert.IsType<WriteOutcome.Updated>(outcome);
        }
    }

    /// <summary>A write that insists on no version goes through, whoever changed the record meanwhile.</summary>
    [Fact]
    public async Task An_update_without_a_version_converges()
    {
        var record = Bench.NewRecord("converging");
        var created = await CreateAsync(record);
        await Bench.ChangeAsync(created.ExternalId, Cancellation);
        var update = Update(Bench.Edited(record), created, revision: 2);
        update = update with { Target = update.Target! with { Version = null } };
        if (await IsRefusedAsFixedAsync(update))
        {
            return;
        }

        var before = await CountAsync();

        var outcomes = await WriteUntilKnownAsync([update], new AttemptJournal());

        Assert.Equal(created.ExternalId, Assert.IsType<WriteOutcome.Updated>(outcomes[update.Key]).ExternalId);
        Assert.Equal(before, await CountAsync());
    }

    /// <summary>What both sides agreed on is not sent again.</summary>
    [Fact]
    public async Task An_equal_base_is_unchanged_without_a_call()
    {
        var record = Bench.NewRecord("unchanged");
        var created = await CreateAsync(record);
        var before = Harness.RequestsSent;

        var outcome = Assert.Single(await WriteAsync([Update(record, created, revision: 2) with { Base = record }]));

        Assert.Equal(created.ExternalId, Assert.IsType<WriteOutcome.Unchanged>(outcome).ExternalId);
        Assert.Equal(before, Harness.RequestsSent);
    }

    /// <summary>What a system cannot do is refused with a reason, and never turned into something else.</summary>
    [Fact]
    public async Task A_verb_that_is_not_declared_is_refused_without_a_call()
    {
        var record = Bench.NewRecord("verb");
        var created = await CreateAsync(record);
        var before = Harness.RequestsSent;

        foreach (var verb in Enum.GetValues<WriteVerb>().Where(verb => !Traits.Verbs.Contains(verb)))
        {
            var outcome = Assert.Single(await WriteAsync([Update(record, created, revision: 2) with { Verb = verb }]));

            Assert.Contains(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems, problem => problem.Code == "verb.unsupported");
        }

        Assert.Equal(before, Harness.RequestsSent);
    }

    /// <summary>A written record can be opened at the system, and can be written again without reading it first.</summary>
    [Fact]
    public async Task An_outcome_tells_where_the_record_stands()
    {
        var created = await CreateAsync(Bench.NewRecord("linked"));

        Assert.False(string.IsNullOrEmpty(created.ExternalId));
        Assert.True(!Bench.Details.HasFlag(SourceDetails.Link) || created.Link is { IsAbsoluteUri: true }, "The outcome has no link.");
        Assert.True(!Bench.Details.HasFlag(SourceDetails.Version) || !string.IsNullOrEmpty(created.Version), "The outcome has no version.");
        Assert.True(
            created.Current is null || created.Current.Id == created.ExternalId,
            "The record that came back does not bear the system's id.");
    }

    /// <summary>A plan can be shown to a person before anything happens: it lists each request and changes nothing.</summary>
    [Fact]
    public async Task A_plan_lists_each_request_and_changes_nothing()
    {
        var intents = Creations(Size(1, 1));
        var before = await CountAsync();

        var plan = await Patiently(Session.Records<TRecord>().PlanAsync(intents, Cancellation));

        Assert.Equal(Requests(intents.Count), plan.Requests.Count);
        Assert.Equal(intents.Select(intent => intent.Key).Order(), plan.Requests.SelectMany(request => request.Members).Order());
        Assert.Equal(before, await CountAsync());
    }

    /// <summary>A plan tells beforehand what is lost: the same as the write tells, but for what only the system's answer shows.</summary>
    [Fact]
    public async Task A_plan_tells_the_same_notes_as_the_write()
    {
        var record = Bench.NewRecord("noted");
        var intent = Creation(Bench.Lossy(record));

        var plan = await Patiently(Session.Records<TRecord>().PlanAsync([intent], Cancellation));
        var outcome = AssertSettled(Assert.Single(await WriteAsync([intent])));

        var foreseen = plan.Notes.Where(planned => planned.IntentKey == intent.Key).SelectMany(planned => planned.Notes).ToList();
        var told = outcome.Notes.Where(note => note.Kind is not (MappingNoteKind.Differs or MappingNoteKind.Adopted)).ToList();
        Assert.Equal(foreseen.Select(note => note.ToString()).Order(), told.Select(note => note.ToString()).Order());
        Assert.True(foreseen.Count > 0 || intent.Record.Equals(record), "The system cannot carry all of the record, and no note says so.");
    }

    /// <summary>A system that is asked too often only costs time.</summary>
    [Fact]
    public async Task A_rate_limited_write_waits_and_succeeds()
    {
        var intents = Creations(Size(1, 1));
        var (before, start, wait) = (await CountAsync(), Now(), Duration.FromSeconds(25));
        Harness.Faults.RateLimitNextCall(wait);

        var outcomes = await WriteUntilKnownAsync(intents, new AttemptJournal());

        Assert.All(outcomes.Values, outcome => AssertSettled(outcome));
        Assert.Equal(before + intents.Count, await CountAsync());
        Assert.True(Now() - start >= wait, $"The write went on {Now() - start} after it was told to wait for {wait}.");
    }

    /// <summary>A token that expired costs neither a record nor a second one.</summary>
    [Fact]
    public async Task A_write_with_an_expired_token_creates_once()
    {
        var intents = Creations(Size(1, 1));
        var before = await CountAsync();
        Harness.Faults.ExpireAccessTokens();

        Assert.All(await WriteAsync(intents), outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        Assert.Equal(before + intents.Count, await CountAsync());
    }

    /// <summary>A host that shuts down loses no outcome: what was answered is told, and nothing more is sent.</summary>
    [Fact]
    public async Task Cancellation_stops_before_the_next_call()
    {
        var intents = Creations(Size(2, 5));
        var before = await CountAsync();
        var outcomes = new List<WriteOutcome>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var outcome in Session.Records<TRecord>().WriteAsync(intents, cancellationToken: stop.Token))
            {
                outcomes.Add(outcome);
                await stop.CancelAsync();
            }
        });

        Assert.Equal(Traits.BatchSize, outcomes.Count);
        Assert.Equal(before + outcomes.Count, await CountAsync());
    }

    private int Size(int batches, int more) => Math.Max((batches * Traits.BatchSize) + more, 1);

    private int Requests(int intents) => (intents + Traits.BatchSize - 1) / Traits.BatchSize;
}
