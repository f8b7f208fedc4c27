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

        var customers = world
            .Company.Customers.Select(one => (string?)one["DisplayName"])
            .Where(name => name?.StartsWith("Customer C-", StringComparison.Ordinal) ?? false)
            .ToList();
        Assert.Equal(customers.Count, customers.Distinct().Count());
        AssertInvoicesAgree(storm);
        AssertPaymentsAgree(storm);
        AssertCreditMemosAgree(storm);
        Assert.All(storm.Books.Effects, effect => Assert.Equal(1, effect.Value));
        Assert.Empty(storm.Books.Others);
    }

    private static void AssertInvoicesAgree(StormRun storm)
    {
        var pushed = storm.Pushed().ToLookup(one => (string)one["DocNumber"]!);
        Assert.All(pushed, one => Assert.Single(one));
        foreach (var invoice in storm.Host.Invoices.Where(one => one.Status == DocumentStatus.Voided))
        {
            // What was voided before it left was never made.
            Assert.All(pushed[invoice.Number!], one => Assert.Equal(0m, one["TotalAmt"]!.GetValue<decimal>()));
        }

        foreach (var invoice in storm.Host.Invoices.Where(one => one.Status != DocumentStatus.Voided))
        {
            var standing = Assert.Single(pushed[invoice.Number!]);
            var balance = standing["Balance"]!.GetValue<decimal>();
            Assert.Equal(invoice.GrossTotal, standing["TotalAmt"]!.GetValue<decimal>());
            Assert.Equal(invoice.Memo, (string?)standing["CustomerMemo"]?["value"]);
            Assert.Equal(invoice.Status == DocumentStatus.Sent, (string?)standing["EmailStatus"] == "EmailSent");
            Assert.Equal((invoice.Id, balance), (invoice.Id, storm.Books.Open[invoice.Id]));
            if (!StormHost.IsShared(invoice.Id))
            {
                var status = balance == 0 ? PaymentStatus.Paid
                    : balance < invoice.GrossTotal ? PaymentStatus.PartiallyPaid
                    : PaymentStatus.Unpaid;
                var known = storm.Books.Paid.GetValueOrDefault(invoice.Id, (Status: PaymentStatus.Unpaid, Balance: invoice.GrossTotal));
                Assert.Equal((invoice.Id, status, balance), (invoice.Id, known.Status, known.Balance));
            }
        }

        Assert.Contains(storm.Books.Paid.Values, one => one.Status == PaymentStatus.PartiallyPaid);
        Assert.Contains(storm.Host.Invoices, one => one.Status == DocumentStatus.Sent);
        Assert.Contains(storm.Host.Invoices, one => one.Status == DocumentStatus.Voided);
    }

    private static void AssertPaymentsAgree(StormRun storm)
    {
        var pushed = storm.World.Company.Payments.ToLookup(one => (string?)one["PaymentRefNum"] ?? "");
        foreach (var payment in storm.Host.Payments.Values)
        {
            var isVoided = payment.State == PaymentState.Voided;
            var standing = pushed[payment.Reference!].ToList();
            Assert.True(standing.Count == 1 || (isVoided && standing.Count == 0), $"{payment.Id} is there {standing.Count} times.");
            Assert.All(standing, one => Assert.Equal(isVoided ? 0m : payment.Amount, one["TotalAmt"]!.GetValue<decimal>()));
        }

        Assert.Contains(storm.Host.Payments.Values, one => one.State == PaymentState.Voided);
        Assert.Contains(storm.Host.Payments.Values, one => one is { State: PaymentState.Received, Memo: not null });
    }

    private static void AssertCreditMemosAgree(StormRun storm)
    {
        var pushed = storm.World.Company.CreditMemos.ToLookup(one => (string?)one["DocNumber"] ?? "");
        foreach (var memo in storm.Host.CreditMemos)
        {
            var standing = Assert.Single(pushed[memo.Number!]);
            var used = storm.Host.Uses[memo.Id["M-".Length..]]?.Amount ?? 0m;
            Assert.Equal((memo.Id, memo.GrossTotal - used), (memo.Id, standing["RemainingCredit"]!.GetValue<decimal>()));
        }

        Assert.Contains(storm.Host.Uses.Values, one => one is null);
        Assert.Contains(storm.Host.Uses.Values, one => one is not null);
    }
}
