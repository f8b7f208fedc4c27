using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>
/// Whatever fails on the way, host and ledger come to agree, and nothing is there twice. SEQUENCE_STORM_SEED replays a run.
/// </summary>
public sealed class StormTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Seed =>
        int.TryParse(Environment.GetEnvironmentVariable("SEQUENCE_STORM_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : 20260302;

    [Fact]
    [Trait("Behaviour", "S3-11")]
    [Trait("Behaviour", "S3-19")]
    [Trait("Behaviour", "S3-27")]
    public async Task A_thousand_invoices_and_their_payments_converge_in_a_storm()
    {
        await using var storm = await StormRun.StartAsync(Seed, invoices: 1000);
        await storm.RunAsync();
        await AssertConvergedAsync(storm);
    }

    [Fact]
    [Trait("Behaviour", "S3-11")]
    [Trait("Behaviour", "S3-19")]
    public async Task Invoices_and_their_payments_converge_in_a_storm_on_SQLite()
    {
        using var directory = new ScratchDirectory();
        await using var storm = await StormRun.StartAsync(
            Seed,
            invoices: 400,
            connectors => connectors.UseSecretKeys(new byte[32]).UseSqliteStores($"Data Source={directory.File("storm.db")}"));
        await storm.RunAsync();
        await AssertConvergedAsync(storm);
    }

    [Fact]
    public async Task A_seed_replays_a_storm()
    {
        Assert.Equal(await RunAsync(7), await RunAsync(7));
        Assert.NotEqual(await RunAsync(7), await RunAsync(8));

        static async Task<string> RunAsync(int seed)
        {
            await using var storm = await StormRun.StartAsync(seed, invoices: 50);
            await storm.RunAsync();
            var usage = storm.World.QuickBooks.Usage.Requests.Select(each => $"{each.Key} {each.Value}");
            return string.Join('\n', usage.Concat(storm.World.QuickBooks.Faults.Injected.Select(each => each.ToString())));
        }
    }

    private static async Task AssertConvergedAsync(StormRun storm)
    {
        var world = storm.World;
        Assert.Empty(await world.Engine.Problems.ListAsync(cancellationToken: Token));
        Assert.Empty(await world.Store.ReadAttemptsAsync(world.Connection.Id, Token));
        Assert.Empty(world.QuickBooks.Usage.Violations);
        Assert.True(world.QuickBooks.Usage.MaximumConcurrency <= world.QuickBooks.Limits.Concurrency);
        Assert.All(
            Enum.GetValues<SimulatedFaultKind>()
                .Where(kind =>
                    kind
                        is SimulatedFaultKind.TooManyRequests
                            or SimulatedFaultKind.ServerErrorAfterEffect
                            or SimulatedFaultKind.CutAfterEffect
                            or SimulatedFaultKind.CutInBatch
                ),
            kind => Assert.Contains(kind, world.QuickBooks.Faults.Injected)
        );
        Assert.True(storm.Weather is { Lost: > 0, Repeated: > 0 });

        var pushed = storm.Pushed().ToLookup(one => (string)one["DocNumber"]!);
        Assert.Equal(storm.Invoices.Count, pushed.Count);
        Assert.All(pushed, one => Assert.Single(one));
        var customers = world
            .Company.Customers.Select(one => (string?)one["DisplayName"])
            .Where(name => name?.StartsWith("Customer C-", StringComparison.Ordinal) ?? false)
            .ToList();
        Assert.Equal(customers.Count, customers.Distinct().Count());
        foreach (var invoice in storm.Invoices)
        {
            var standing = Assert.Single(pushed[invoice.Number!]);
            var (total, balance) = (standing["TotalAmt"]!.GetValue<decimal>(), standing["Balance"]!.GetValue<decimal>());
            Assert.Equal(invoice.GrossTotal, total);
            Assert.Equal(invoice.Memo, (string?)standing["CustomerMemo"]?["value"]);
            var status = balance == 0 ? PaymentStatus.Paid : balance < total ? PaymentStatus.PartiallyPaid : PaymentStatus.Unpaid;
            var known = storm.Books.Paid.GetValueOrDefault(invoice.Id, (PaymentStatus.Unpaid, total));
            Assert.Equal((invoice.Id, status, balance), (invoice.Id, known.Status, known.Balance));
        }

        Assert.Contains(storm.Books.Paid.Values, one => one.Status == PaymentStatus.PartiallyPaid);
        Assert.All(storm.Books.Effects, effect => Assert.Equal(1, effect.Value));
        Assert.Empty(storm.Books.Others);
    }
}
