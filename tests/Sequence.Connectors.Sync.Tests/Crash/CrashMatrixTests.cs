using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.CrashHost;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>
/// Wherever a host is killed, each of its documents is in QuickBooks once and each payment reaches it once. SEQUENCE_CRASH_POINTS
/// says how many random points there are beside the named ones, SEQUENCE_CRASH_SEED which.
/// </summary>
public sealed class CrashMatrixTests
{
    private const int Documents = 5;

    private static readonly (string Point, int Passing)[] Named =
    [
        ("publish.before", 1), ("publish.after", 1), ("spread.before", 1), ("spread.after", 1), ("lease.before", 1), ("lease.after", 1),
        ("open.before", 1), ("open.after", 1), ("open.before", 2), ("open.after", 2), ("open.after", 3),
        ("batch.before", 1), ("batch.left", 1), ("batch.answered", 1), ("batch.before", 2), ("batch.left", 2), ("batch.answered", 2),
        ("outcome.before", 1), ("outcome.after", 1), ("journal.before", 1), ("journal.after", 1),
        ("read.before", 1), ("read.answered", 1), ("read.answered", 3),
        ("receive.before", 1), ("receive.after", 1), ("inbox.before", 1), ("inbox.after", 1), ("cursor.before", 1), ("cursor.after", 1),
        ("reaction.before", 1), ("reaction.started", 1), ("reaction.written", 1), ("reaction.told", 1), ("reaction.after", 1),
        ("token.before", 1), ("token.left", 1), ("token.answered", 1),
        ("grant.before", 1), ("grant.after", 1), ("grant.before", 2), ("grant.after", 2),
    ];

    private readonly Dictionary<string, (string Payment, int Run)> _payments = new(StringComparer.Ordinal);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-11")]
    [Trait("Behaviour", "S3-19")]
    [Trait("Behaviour", "S3-20")]
    public async Task Killed_at_any_point_a_host_has_each_document_in_QuickBooks_once_and_hears_of_each_payment_once()
    {
        await using var world = await CrashWorld.StartAsync();
        await LiveAsync(world, run: 0, ("", 1));
        await LiveAsync(world, run: 1, ("", 1));
        var run = 2;
        foreach (var point in Named)
        {
            Assert.True(await LiveAsync(world, run++, point), $"No run passes the point {point}.");
        }

        var (tried, killed) = (0, 0);
        foreach (var point in RandomPoints())
        {
            (tried, killed) = (tried + 1, killed + (await LiveAsync(world, run++, point) ? 1 : 0));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Named.Length} named points, {killed} random ones, {run} runs");
        Assert.True(killed * 4 >= tried * 3, $"Only {killed} of {tried} runs were killed at a random point.");
        Assert.False(await LiveAsync(world, run++, ("", 1)));
        Assert.False(await LiveAsync(world, run, ("", 1)));
        await VerifyAsync(world, atLeast: 200);
    }

    private static IEnumerable<(string Point, int Passing)> RandomPoints()
    {
        var count = Setting("SEQUENCE_CRASH_POINTS", 20);
        var seed = Setting("SEQUENCE_CRASH_SEED", 20260302);
        TestContext.Current.TestOutputHelper?.WriteLine($"SEQUENCE_CRASH_SEED={seed}");
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => ("any", random.Next(1, 80)));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private async Task<bool> LiveAsync(CrashWorld world, int run, (string Point, int Passing) point)
    {
        PayAndTakeBack(world, run);
        if (run % 3 == 2)
        {
            // Every third time nothing is told: the sweep has to find it.
            world.QuickBooks.Webhooks.Lose();
        }

        await world.DeliverAsync();
        return await CrashWorld.LiveAsync(
            world.Setup with
            {
                Run = run,
                Documents = Documents,
                Works = true,
                CrashAt = point.Point,
                Passing = point.Passing,
            }
        );
    }

    private void PayAndTakeBack(CrashWorld world, int run)
    {
        foreach (var invoice in world.Company.Invoices.Where(one => ((string?)one["DocNumber"])?.StartsWith('N') ?? false))
        {
            var (id, total, place) = (
                (string)invoice["Id"]!,
                invoice["TotalAmt"]!.GetValue<decimal>(),
                ((string)invoice["DocNumber"]!)[^1]
            );
            if (place == '2')
            {
                // The host voids it.
                continue;
            }

            if (!_payments.TryGetValue(id, out var paid))
            {
                // Of the first and the fourth the host pays a part itself.
                var amount = run % 2 == 0 && place == '1' ? total : total / 2;
                _payments.Add(id, (world.Company.ReceivePayment(id, amount), run));
            }
            else if (paid.Run == run - 4 && run % 3 == 0)
            {
                world.Company.VoidPayment(paid.Payment);
            }
            else if (paid.Run == run - 4 && run % 3 == 1)
            {
                world.Company.DeletePayment(paid.Payment);
            }
        }
    }

    private static async Task VerifyAsync(CrashWorld world, int atLeast)
    {
        await using var host = await world.OpenAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostContext>();
        var connection = (await host.Services.GetRequiredService<IConnectionStore>().ListAsync(CrashSetup.Tenant, Token)).Single();
        Assert.Empty(await host.Engine.Problems.ListAsync(cancellationToken: Token));
        Assert.Empty(await host.Store.ReadAttemptsAsync(connection.Id, Token));
        Assert.Empty(await host.Store.ReadPublicationsAsync(1, Token));
        var journal = await host.Store.QueryJournalAsync(new() { Max = 10_000 }, Token);
        Assert.All(journal, entry => Assert.True(entry.IsClosed, $"{entry.Verb} {entry.LocalId} is {entry.State}"));
        Assert.All(
            await host.Store.QueryInboxAsync(new() { Max = 10_000 }, Token),
            row =>
                Assert.True(
                    row.State is InboxState.Handled or InboxState.Ignored,
                    $"{row.RecordType.Name} {row.ExternalId} is {row.State}"
                )
        );

        var documents = await context.Documents.ToListAsync(Token);
        Assert.True(documents.Count >= atLeast, $"{documents.Count} documents");
        var standing = world.Standing();
        foreach (var document in documents)
        {
            if (IsVoided(document) && !standing[$"N{document.Id}"].Any())
            {
                // It was voided before it left.
                Assert.Empty(await host.Store.FindLinksAsync(connection.Id, [new(RecordType.Of<Invoice>(), document.Id)], Token));
                continue;
            }

            await VerifyAsync(host.Store, connection.Id, document, Assert.Single(standing[$"N{document.Id}"]), journal);
        }

        Assert.Contains(documents, one => IsVoided(one) && standing[$"N{one.Id}"].Any());
        var payments = world.Company.Payments.ToLookup(one => (string?)one["PaymentRefNum"]);
        Assert.All(
            documents.Where(one => one is { Step: > 0 } && one.Id.EndsWith("-0", StringComparison.Ordinal)),
            one => Assert.Equal(10m, Assert.Single(payments[$"P-{one.Id}"])["TotalAmt"]!.GetValue<decimal>()));

        var names = world
            .Company.Customers.Select(one => (string?)one["DisplayName"])
            .Where(name => name!.StartsWith("Customer C-", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(names.Distinct().Count(), names.Count);
        Assert.Empty(world.QuickBooks.Usage.Violations);

        // What the host took in was told to it, and its own key let each in once, however often it was told.
        var told = (await File.ReadAllLinesAsync(world.Setup.Told, Token)).ToHashSet();
        var effects = await context.Effects.Select(one => $"{one.EffectId} {one.LocalId}").ToListAsync(Token);
        Assert.Equal(effects.Count, effects.Distinct().Count());
        Assert.Subset(told, effects.ToHashSet());
    }

    private static bool IsVoided(HostDocument document) => document.Step == 2 && document.Id.EndsWith("-2", StringComparison.Ordinal);

    private static async Task VerifyAsync(
        ISyncStore store, string connectionId, HostDocument document, JsonObject standing, IReadOnlyList<JournalEntry> journal)
    {
        var type = document.IsCreditMemo ? RecordType.Of<CreditMemo>() : RecordType.Of<Invoice>();
        var link = Assert.Single(await store.FindLinksAsync(connectionId, [new(type, document.Id)], Token));
        Assert.Equal((string)standing["Id"]!, link.ExternalId);
        var done = journal.Where(one => one.RecordType == type && one.LocalId == document.Id && one.State == EntryState.Done).ToList();
        Assert.Single(done, entry => entry.Outcome == nameof(WriteOutcome.Created));
        Assert.All(done, entry => Assert.Equal(link.ExternalId, entry.ExternalId));
        if (document.Step == 2 && document.Id.EndsWith("-1", StringComparison.Ordinal))
        {
            Assert.Equal("EmailSent", (string?)standing["EmailStatus"]);
            Assert.Equal("Thank you", (string?)standing["CustomerMemo"]?["value"]);
        }

        Assert.Equal(document.Total, standing["TotalAmt"]!.GetValue<decimal>());
        Assert.Equal(document.Balance, standing[document.IsCreditMemo ? "RemainingCredit" : "Balance"]!.GetValue<decimal>());
    }
}
