using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>
/// Whatever a host publishes, in whatever order, and whatever a system forgets: in the end both hold the same, each record once.
/// </summary>
public sealed class EngineProperties
{
    private const int Invoices = 4;
    private static readonly int Steps = Enum.GetValues<HostStory.Step>().Length;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Gen<int[]> Numbers(int most, int count) => Gen.Choose(0, most).ListOf(count).Select(list => list.ToArray());

    [Fact]
    [Trait("Behaviour", "S3-11")]
    public void Nothing_is_lost_and_nothing_is_made_twice()
    {
        var stories = from steps in Numbers((Steps * Invoices * 2) - 1, 40) from fates in Numbers(3, 40) select (steps, fates);
        Prop.ForAll(Arb.From(stories), story => RunAsync(story.steps, story.fates).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static async Task<bool> RunAsync(int[] steps, int[] fates)
    {
        var ledger = new ForgetfulLedger(fates);
        using var clock = new SimulatedClock(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var host = await HostAsync(ledger, clock);
        var engine = host.GetRequiredService<SyncEngine>();
        var story = new HostStory(engine, host.GetRequiredService<ISyncStore>(), clock);
        foreach (var step in steps)
        {
            await story.PlayAsync((HostStory.Step)(step / 2 % Steps), $"I-{step / (2 * Steps)}");
            if (step % 2 == 0)
            {
                await engine.RunDueAsync(Token);
                clock.Advance(TimeSpan.FromSeconds(step));
            }
        }

        await story.EndAsync();
        await RestAsync(engine, clock);
        return Agree(ledger, story.Books, await engine.Problems.ListAsync(cancellationToken: Token));
    }

    private static bool Agree(
        ForgetfulLedger ledger,
        Dictionary<string, (Invoice Invoice, bool IsSent, bool IsVoided)> books,
        IReadOnlyList<SyncProblem> problems
    )
    {
        Assert.Empty(ledger.Wrongs);
        Assert.True(
            problems.Count == 0,
            string.Join(
                "\n",
                problems.Select(one =>
                    $"{one.Verb} {one.RecordType} {one.LocalId} {one.State} tries {one.Tries} next {one.NextAttemptAt}: {string.Join(" ", one.Problems)}"
                )
            )
        );
        foreach (var (id, book) in books)
        {
            var standing = ledger.Records.GetValueOrDefault(("Invoice", id));
            if (book.IsVoided)
            {
                Assert.True(standing is null or { IsVoided: true }, $"{id} counts, though it was voided.");
                continue;
            }

            Assert.NotNull(standing);
            Assert.Equal(book.Invoice, standing.Record);
            Assert.Equal((false, book.IsSent), (standing.IsVoided, standing.IsSent));
        }

        return ledger.Records.Keys.Count(key => key.Type == "Invoice") <= books.Count;
    }

    private static async Task RestAsync(SyncEngine engine, SimulatedClock clock)
    {
        for (var turns = 0; turns < 500; turns++)
        {
            var turn = await engine.RunDueAsync(Token);
            if (turn is { Worked: false, NextAt: null })
            {
                return;
            }

            if (turn is { Worked: false, NextAt: { } next })
            {
                clock.Advance(next.ToDateTimeOffset() - clock.GetUtcNow() + TimeSpan.FromMilliseconds(1));
            }
        }

        Assert.Fail("The engine does not come to rest.");
    }

    private static async Task<ServiceProvider> HostAsync(ForgetfulLedger ledger, SimulatedClock clock)
    {
        var host = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IConnector>(ledger)
            .AddSequenceConnectors(connectors => connectors.AddSync())
            .BuildServiceProvider();
        await host.GetRequiredService<IGrantStore>()
            .AddAsync(
                new()
                {
                    Id = "g",
                    Connector = "forgetful",
                    App = "app",
                    AccessToken = new("token"),
                },
                Token
            );
        await host.GetRequiredService<IConnectionStore>()
            .AddAsync(
                new()
                {
                    Id = "connection",
                    Tenant = "tenant",
                    Connector = "forgetful",
                    Environment = ConnectorEnvironment.Sandbox,
                    App = "app",
                    GrantId = "g",
                    AccountId = "account",
                },
                Token
            );
        return host;
    }
}
