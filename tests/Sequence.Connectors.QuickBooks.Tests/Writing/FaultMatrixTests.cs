using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>
/// Where a write can be lost, how many records travel in it, and how they come back: one invoice for each intent in the end, as
/// it was last edited.
/// </summary>
public sealed class FaultMatrixTests
{
    public enum Loss
    {
        BeforeSend,
        SentNoEffect,
        EffectNoAnswer,
        CutBody,
        AnsweredNotRecorded,
    }

    public enum Back
    {
        Same,
        Regrouped,
        Edited,
    }

    /// <summary>A batch that has its effect without an answer is cut after 17 of its 30 records.</summary>
    public static TheoryData<Loss, int, Back> Table => new()
    {
        // what is lost            records  comes back
        { Loss.BeforeSend,             1, Back.Same },
        { Loss.BeforeSend,             1, Back.Regrouped },
        { Loss.BeforeSend,             1, Back.Edited },
        { Loss.BeforeSend,            30, Back.Same },
        { Loss.BeforeSend,            30, Back.Regrouped },
        { Loss.BeforeSend,            30, Back.Edited },
        { Loss.SentNoEffect,           1, Back.Same },
        { Loss.SentNoEffect,           1, Back.Regrouped },
        { Loss.SentNoEffect,           1, Back.Edited },
        { Loss.SentNoEffect,          30, Back.Same },
        { Loss.SentNoEffect,          30, Back.Regrouped },
        { Loss.SentNoEffect,          30, Back.Edited },
        { Loss.EffectNoAnswer,         1, Back.Same },
        { Loss.EffectNoAnswer,         1, Back.Regrouped },
        { Loss.EffectNoAnswer,         1, Back.Edited },
        { Loss.EffectNoAnswer,        30, Back.Same },
        { Loss.EffectNoAnswer,        30, Back.Regrouped },
        { Loss.EffectNoAnswer,        30, Back.Edited },
        { Loss.CutBody,                1, Back.Same },
        { Loss.CutBody,                1, Back.Regrouped },
        { Loss.CutBody,                1, Back.Edited },
        { Loss.CutBody,               30, Back.Same },
        { Loss.CutBody,               30, Back.Regrouped },
        { Loss.CutBody,               30, Back.Edited },
        { Loss.AnsweredNotRecorded,    1, Back.Same },
        { Loss.AnsweredNotRecorded,    1, Back.Regrouped },
        { Loss.AnsweredNotRecorded,    1, Back.Edited },
        { Loss.AnsweredNotRecorded,   30, Back.Same },
        { Loss.AnsweredNotRecorded,   30, Back.Regrouped },
        { Loss.AnsweredNotRecorded,   30, Back.Edited },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public Task Stands_once_after_a_crash(Loss loss, int records, Back back) => CrashAsync(loss, records, back, takesOurNumbers: true);

    [Theory]
    [MemberData(nameof(Table))]
    [Trait("Trap", "quickbooks-4")]
    [Trait("Trap", "quickbooks-5")]
    public Task Stands_once_after_a_crash_where_QuickBooks_numbers_invoices(Loss loss, int records, Back back) =>
        CrashAsync(loss, records, back, takesOurNumbers: false);

    /// <summary>One attempt is lost: the call repeats it under its requestid, and nobody outside sees anything of it.</summary>
    [Theory]
    [InlineData(SimulatedFaultKind.CutBeforeEffect, 1)]
    [InlineData(SimulatedFaultKind.CutBeforeEffect, 30)]
    [InlineData(SimulatedFaultKind.CutAfterEffect, 1)]
    [InlineData(SimulatedFaultKind.CutInBatch, 30)]
    [InlineData(SimulatedFaultKind.CutBody, 1)]
    [InlineData(SimulatedFaultKind.CutBody, 30)]
    [InlineData(SimulatedFaultKind.BadGateway, 30)]
    [InlineData(SimulatedFaultKind.ServerErrorAfterEffect, 30)]
    [InlineData(SimulatedFaultKind.TimeoutAfterEffect, 30)]
    [Trait("Trap", "quickbooks-4")]
    public async Task One_lost_attempt_is_repeated_in_the_call(SimulatedFaultKind kind, int records)
    {
        await using var world = await FaultWorld.StartAsync(Company(takesOurNumbers: false));
        var intents = world.Intents(records);
        Break(world, kind, times: 1);

        var outcomes = await world.WriteAsync(intents);

        Assert.All(intents.Zip(outcomes), pair => world.AssertStandsOnce(pair.First, pair.Second));
        Assert.Single(world.Attempts);
        Assert.Equal(2, world.QuickBooks.Usage.Requests["batch"]);
        Assert.Empty(world.QuickBooks.Usage.Violations);
    }

    /// <summary>Every attempt is lost, the process lives, and the host keeps no journal but the attempts that the outcomes bring.</summary>
    [Theory]
    [InlineData(SimulatedFaultKind.CutBeforeEffect, 30, Back.Same)]
    [InlineData(SimulatedFaultKind.CutBeforeEffect, 30, Back.Edited)]
    [InlineData(SimulatedFaultKind.CutAfterEffect, 1, Back.Edited)]
    [InlineData(SimulatedFaultKind.CutInBatch, 30, Back.Same)]
    [InlineData(SimulatedFaultKind.CutInBatch, 30, Back.Regrouped)]
    [InlineData(SimulatedFaultKind.CutInBatch, 30, Back.Edited)]
    [InlineData(SimulatedFaultKind.CutBody, 30, Back.Regrouped)]
    [InlineData(SimulatedFaultKind.TimeoutAfterEffect, 30, Back.Edited)]
    public async Task All_attempts_lost_are_settled_by_the_outcomes_attempts(SimulatedFaultKind kind, int records, Back back)
    {
        await using var world = await FaultWorld.StartAsync(Company(takesOurNumbers: false));
        Break(world, kind, times: 4);
        var lost = await world.WriteAsync(world.Intents(records));
        Assert.All(lost, outcome => Assert.IsType<WriteOutcome.Uncertain>(outcome));

        await ComeBackAsync(world, records, back, onlyOutcomes: true);
    }

    /// <summary>
    /// What was found is to be changed, and that request is lost too: the invoice is found by its first attempt, however long ago
    /// that was.
    /// </summary>
    [Fact]
    public async Task A_second_crash_while_an_edit_is_made_up_for_finds_the_first_invoice()
    {
        await using var world = await FaultWorld.StartAsync(Company(takesOurNumbers: false));
        await world.WriteAsync(world.Intents(3), world.Context);
        var journal = world.Attempts.ToValueList();
        await world.RestartAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));
        Break(world, SimulatedFaultKind.CutAfterEffect, times: 4);

        var edited = world.Intents(3, price: 20m);
        var second = await world.WriteAsync(edited, world.Context with { Unsettled = journal });
        Assert.All(second, outcome => Assert.Equal(journal[0].Key, Assert.IsType<WriteOutcome.Uncertain>(outcome).Attempt.Key));
        world.Clock.Advance(TimeSpan.FromDays(1));
        var third = await world.WriteAsync(edited, world.Context with { Unsettled = world.Attempts.ToValueList() });

        Assert.All(edited.Zip(third), pair => world.AssertStandsOnce(pair.First, pair.Second));
    }

    /// <summary>
    /// An invoice that was made and can no longer be sent as it is now is told with its id: it would be made again without it.
    /// </summary>
    [Fact]
    public async Task What_was_made_is_told_although_its_edit_is_refused()
    {
        await using var world = await FaultWorld.StartAsync(Company(takesOurNumbers: false));
        var intent = world.Intent(1);
        await world.WriteAsync([intent]);
        var attempts = world.Attempts.ToValueList();
        await world.RestartAsync();
        world.Company.Change(profile => profile with { BookCloseDate = new DateOnly(2026, 3, 31) });

        var edited = world.Intent(1, price: 20m);
        var created = Assert.IsType<WriteOutcome.Created>(
            Assert.Single(await world.WriteAsync([edited], world.Context with { Unsettled = attempts }))
        );

        Assert.Equal((string?)Assert.Single(world.MadeBy(intent))["Id"], created.ExternalId);
        Assert.Contains(
            created.Notes,
            note => note.Kind == MappingNoteKind.Differs && note.Message.Contains("refused", StringComparison.Ordinal)
        );
    }

    /// <summary>The same where the refusal comes from QuickBooks, which the connector could not foresee.</summary>
    [Fact]
    public async Task What_was_made_is_told_although_QuickBooks_refuses_its_edit()
    {
        await using var world = await FaultWorld.StartAsync(Company(takesOurNumbers: false));
        var intent = world.Intent(1);
        await world.WriteAsync([intent]);
        var attempts = world.Attempts.ToValueList();
        world.Company.Change(profile => profile with { BookCloseDate = new DateOnly(2026, 3, 31) });

        var edited = world.Intent(1, price: 20m);
        var created = Assert.IsType<WriteOutcome.Created>(
            Assert.Single(await world.WriteAsync([edited], world.Context with { Unsettled = attempts }))
        );

        Assert.Equal((string?)Assert.Single(world.MadeBy(intent))["Id"], created.ExternalId);
        Assert.Contains(
            created.Notes,
            note => note.Kind == MappingNoteKind.Differs && note.Message.Contains("books are closed", StringComparison.Ordinal)
        );
    }

    private static async Task CrashAsync(Loss loss, int records, Back back, bool takesOurNumbers)
    {
        await using var world = await FaultWorld.StartAsync(Company(takesOurNumbers));
        var sent = world.Intents(records);
        switch (loss)
        {
            case Loss.BeforeSend:
                world.Journaled = () => throw new InvalidDataException("The process dies here.");
                await Assert.ThrowsAsync<InvalidDataException>(() => world.WriteAsync(sent));
                Assert.All(sent, intent => Assert.Empty(world.MadeBy(intent)));
                break;
            case Loss.AnsweredNotRecorded:
                await world.Session.Invoices.WriteAsync(sent, world.Context, TestContext.Current.CancellationToken)
                    .ToListAsync(TestContext.Current.CancellationToken);
                break;
            default:
                Break(world, KindOf(loss, records), times: 4);
                await world.WriteAsync(sent);
                break;
        }

        await world.RestartAsync();
        await ComeBackAsync(world, records, back);
    }

    private static async Task ComeBackAsync(FaultWorld world, int records, Back back, bool onlyOutcomes = false)
    {
        var again = world.Intents(records, price: back == Back.Edited ? 25m : 10m);
        List<List<WriteIntent<Invoice>>> groups = back != Back.Regrouped ? [again]
            : records == 1 ? [[world.Intent(1000), .. again]]
            : [[world.Intent(1000), .. again[19..]], [.. again[..19].AsEnumerable().Reverse()]];
        var attempts = world.Unsettled;
        foreach (var group in groups)
        {
            var outcomes = await world.WriteUntilKnownAsync(group, onlyOutcomes);
            Assert.All(group, intent => world.AssertStandsOnce(intent, outcomes[intent.Key]));
        }

        Assert.NotEmpty(attempts);
        Assert.Empty(world.Unsettled);
        Assert.Empty(world.QuickBooks.Usage.Violations);
    }

    private static SimulatedFaultKind KindOf(Loss loss, int records) => loss switch
    {
        Loss.SentNoEffect => SimulatedFaultKind.CutBeforeEffect,
        Loss.CutBody => SimulatedFaultKind.CutBody,
        _ => records == 1 ? SimulatedFaultKind.CutAfterEffect : SimulatedFaultKind.CutInBatch,
    };

    private static void Break(FaultWorld world, SimulatedFaultKind kind, int times) =>
        world.QuickBooks.Faults.Add(new() { Kind = kind, Times = times, Resource = "batch", AppliedItems = 17 });

    private static QuickBooksCompanyProfile Company(bool takesOurNumbers) =>
        QuickBooksCompanyProfile.UnitedStates with { CustomTxnNumbers = takesOurNumbers };
}
