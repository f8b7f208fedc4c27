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

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Gen<int[]> Numbers(int most, int count) => Gen.Choose(0, most).ListOf(count).Select(list => list.ToArray());

    [Fact]
    [Trait("Behaviour", "S3-11")]
    public void Nothing_is_lost_and_nothing_is_made_twice()
    {
        var stories = from steps in Numbers(6 * Invoices * 2 - 1, 25) from fates in Numbers(3, 40) select (steps, fates);
        Prop.ForAll(Arb.From(stories), story => RunAsync(story.steps, story.fates).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static async Task<bool> RunAsync(int[] steps, int[] fates)
    {
        var ledger = new ForgetfulLedger(fates);
        using var clock = new SimulatedClock(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var host = await HostAsync(ledger, clock);
        var engine = host.GetRequiredService<SyncEngine>();
        var books = new Dictionary<string, (Invoice Invoice, bool IsSent, bool IsVoided)>();
        foreach (var step in steps)
        {
            await PlayAsync(engine, books, (Step)(step / 2 % 6), $"I-{step / 12}", clock);
            if (step % 2 == 0)
            {
                await engine.RunDueAsync(Token);
                clock.Advance(TimeSpan.FromSeconds(step));
            }
        }

        await PublishAsync(engine, HostRecords.Customer(), HostEvent.Saved);
        await RestAsync(engine, clock);
        return Agree(ledger, books, await engine.Problems.ListAsync(cancellationToken: Token));
    }

    private enum Step
    {
        SaveCustomer,
        Finalize,
        Edit,
        Send,
        Void,
        SayAgain,
    }

    private static async Task PlayAsync(
        SyncEngine engine,
        Dictionary<string, (Invoice Invoice, bool IsSent, bool IsVoided)> books,
        Step step,
        string id,
        SimulatedClock clock
    )
    {
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var isKnown = books.TryGetValue(id, out var book);
        switch (step)
        {
            case Step.SaveCustomer:
                await PublishAsync(engine, HostRecords.Customer(), HostEvent.Saved);
                break;
            case Step.Finalize when !isKnown:
                books[id] = (HostRecords.Invoice(id), false, false);
                await PublishAsync(engine, books[id].Invoice, HostEvent.Finalized);
                break;
            case Step.Edit when isKnown && !book.IsVoided:
                books[id] = book with { Invoice = book.Invoice with { Memo = $"{book.Invoice.Memo}+" } };
                await PublishAsync(engine, books[id].Invoice, HostEvent.Saved);
                break;
            case Step.Send when isKnown && !book.IsVoided:
                books[id] = book with { IsSent = true };
                await PublishAsync(engine, book.Invoice, HostEvent.Sent);
                break;
            case Step.Void when isKnown:
                books[id] = book with { IsVoided = true };
                await PublishAsync(engine, book.Invoice, HostEvent.Voided);
                break;
            case Step.SayAgain when isKnown && !book.IsVoided:
                await PublishAsync(engine, book.Invoice, HostEvent.Finalized);
                break;
        }
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

    private static Task PublishAsync<TRecord>(SyncEngine engine, TRecord record, HostEvent what)
        where TRecord : class, IRecord => engine.Publisher.PublishAsync("tenant", record, what, cancellationToken: Token);

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
