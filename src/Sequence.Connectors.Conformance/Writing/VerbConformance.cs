namespace Sequence.Connectors.Conformance;

/// <summary>What a writer promises of the verbs beside <see cref="WriteVerb.Upsert"/>. Derive it for each type that declares any.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
/// <param name="bench">The system, and intents for it.</param>
public abstract class VerbConformance<TRecord>(IVerbBench<TRecord> bench) : WriterSuite<TRecord>(bench.Harness)
    where TRecord : class, IRecord
{
    /// <summary>What is declared can be done.</summary>
    [Fact]
    public async Task Each_verb_has_its_effect_once()
    {
        foreach (var verb in Verbs)
        {
            var intent = await PrepareAsync(verb);

            var outcomes = await WriteUntilKnownAsync([intent], new AttemptJournal());

            Assert.True(outcomes[intent.Key].IsSuccess, $"{verb} gave {outcomes[intent.Key]}");
            Assert.Equal((verb, 1), (verb, await CountEffectsAsync(intent)));
        }
    }

    /// <summary>A process that died after sending starts again and repeats nothing.</summary>
    [Fact]
    public async Task A_crash_after_sending_has_the_effect_once()
    {
        foreach (var verb in Verbs)
        {
            var intent = await PrepareAsync(verb);
            var journal = new AttemptJournal();
            await WriteAsync([intent], journal.Context);

            var outcomes = await WriteUntilKnownAsync([intent], journal);

            AssertNotRefused(verb, outcomes[intent.Key]);
            Assert.Equal((verb, 1), (verb, await CountEffectsAsync(intent)));
        }
    }

    /// <summary>A lost answer repeats nothing: no second mail, no credit used twice.</summary>
    [Fact]
    public async Task A_lost_answer_has_the_effect_once()
    {
        foreach (var verb in Verbs)
        {
            var intent = await PrepareAsync(verb);
            Harness.Faults.CutNextWrite();

            var outcomes = await WriteUntilKnownAsync([intent], new AttemptJournal());

            AssertNotRefused(verb, outcomes[intent.Key]);
            Assert.Equal((verb, 1), (verb, await CountEffectsAsync(intent)));
        }
    }

    /// <summary>What stands as a verb wishes is settled, and is not done twice: the host may ask again under another key.</summary>
    [Fact]
    public async Task A_verb_that_is_done_already_is_settled()
    {
        foreach (var verb in Verbs.Where(verb => verb is not (WriteVerb.Send or WriteVerb.Apply)))
        {
            var intent = await PrepareAsync(verb);
            await WriteUntilKnownAsync([intent], new AttemptJournal());
            var again = intent with { Key = $"{intent.Key}-again", Target = intent.Target! with { Version = null } };

            var outcomes = await WriteUntilKnownAsync([again], new AttemptJournal());

            Assert.True(outcomes[again.Key].IsSuccess, $"{verb} gave {outcomes[again.Key]}");
            Assert.Equal((verb, 1), (verb, await CountEffectsAsync(intent)));
        }
    }

    private IEnumerable<WriteVerb> Verbs => Traits.Verbs.Where(verb => verb != WriteVerb.Upsert);

    private async Task<WriteIntent<TRecord>> PrepareAsync(WriteVerb verb)
    {
        var intent = await Patiently(bench.PrepareAsync(Session, verb, $"verb-{verb}", Cancellation));
        Assert.Equal((verb, 0), (intent.Verb, await CountEffectsAsync(intent)));
        return intent;
    }

    private Task<int> CountEffectsAsync(WriteIntent<TRecord> intent) => bench.CountEffectsAsync(intent, Cancellation);

    private static void AssertNotRefused(WriteVerb verb, WriteOutcome outcome) =>
        Assert.True(outcome is WriteOutcome.Settled or WriteOutcome.Uncertain, $"{verb} gave {outcome}");
}
