using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Payments that the host writes: their rate, and what people settled with them beside the host's documents.</summary>
public sealed class PaymentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A payment's lines are replaced as a whole, and the model holds two types of what they may settle.</summary>
    [Fact]
    [Trait("Trap", "quickbooks-6")]
    public async Task What_else_a_payment_settles_stays_when_its_allocations_change()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var invoice = (await world.WriteAsync(Published.Invoice(), "1")).Target().ExternalId;
        var entry = world.Company.Add("JournalEntry", new() { ["TxnDate"] = "2026-03-01" });
        var check = world.Company.Add("Purchase", new() { ["PaymentType"] = "Check" });
        var deposit = world.Company.Add("Deposit", new() { ["TxnDate"] = "2026-03-01" });
        var id = world.Company.AddPayment(new JsonObject
        {
            ["CustomerRef"] = new JsonObject { ["value"] = "1" },
            ["TotalAmt"] = 100m,
            ["Line"] = new JsonArray(
                Line(40m, "Invoice", invoice), Line(20m, "JournalEntry", entry, line: "1"), Line(10m, "Check", check),
                Line(5m, "Deposit", deposit, line: "2")),
        });

        var outcome = await UpdateAsync(world, id, invoice, amount: 60m);

        Assert.IsType<WriteOutcome.Updated>(outcome);
        Assert.Equal(
            [
                (60m, "Invoice", invoice, null), (20m, "JournalEntry", entry, "1"), (10m, "Check", check, null),
                (5m, "Deposit", deposit, "2"),
            ],
            Links(world, id)
        );
    }

    [Fact]
    public async Task An_allocation_that_is_left_out_is_unlinked()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var invoice = (await world.WriteAsync(Published.Invoice(), "1")).Target().ExternalId;
        var other = (await world.WriteAsync(Published.Invoice("inv-2"), "1")).Target().ExternalId;
        var id = world.Company.AddPayment(new JsonObject
        {
            ["CustomerRef"] = new JsonObject { ["value"] = "1" },
            ["TotalAmt"] = 100m,
            ["Line"] = new JsonArray(Line(40m, "Invoice", invoice), Line(20m, "Invoice", other)),
        });

        Assert.IsType<WriteOutcome.Updated>(await UpdateAsync(world, id, invoice, amount: 40m));
        Assert.Equal([(40m, "Invoice", invoice, null)], Links(world, id));
    }

    /// <summary>Without it QuickBooks takes the day's own rate, and the gain or loss on the exchange is another one.</summary>
    [Fact]
    [Trait("Trap", "quickbooks-12")]
    public async Task A_payment_is_booked_at_its_own_rate()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { MultiCurrency = true });
        var customer = world.Company.AddCustomer(
            new JsonObject { ["DisplayName"] = "Kontor GmbH", ["CurrencyRef"] = new JsonObject { ["value"] = "EUR" } }
        );
        var payment = Payment(60m) with { Currency = CurrencyCode.Parse("EUR"), ExchangeRate = 1.25m, Allocations = [] };

        var made = await world.Session.Payments.WriteAsync(world.Intent(payment, customer), cancellationToken: Token);

        var id = Assert.IsType<WriteOutcome.Created>(made).ExternalId;
        Assert.Equal(1.25m, (decimal)world.Company.Payments.Find(id)!["ExchangeRate"]!);
        Assert.Equal(1.25m, (await world.Session.Payments.FindAsync(id, Token))!.ExchangeRate);
    }

    [Fact]
    public async Task What_QuickBooks_may_apply_by_itself_is_told()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { AutoApplyPayments = true });

        var rest = await world.Session.Payments.WriteAsync(
            world.Intent(Payment(60m) with { Allocations = [] }, "1"),
            cancellationToken: Token
        );

        Assert.Equal(("Unapplied", MappingNoteKind.Defaulted), Assert.Single(rest.Notes.Select(note => (note.Path, note.Kind))));
        var report = await world.Session.PreflightAsync(Token);
        Assert.Contains(new PreflightFact("payments.auto_apply", "Payments are applied by QuickBooks", "yes"), report.Facts);
        Assert.Empty(report.Problems);
    }

    private static Payment Payment(decimal allocated) => new()
    {
        Id = "pay-1",
        CustomerId = Published.CustomerId,
        Amount = 100m,
        Currency = CurrencyCode.Parse("USD"),
        Date = new(2026, 3, 6),
        State = PaymentState.Received,
        Allocations = [new() { InvoiceId = "inv-1", Amount = allocated }],
    };

    private static Task<WriteOutcome> UpdateAsync(QuickBooksWorld world, string id, string invoice, decimal amount) =>
        world.Session.Payments.WriteAsync(
            world.Intent(Payment(amount), "1", new() { ExternalId = id, Version = "0" }) with
            {
                References = References.To<Customer>(Published.CustomerId, "1").And<Invoice>("inv-1", invoice),
            },
            cancellationToken: Token
        );

    private static IEnumerable<(decimal, string?, string?, string?)> Links(QuickBooksWorld world, string id) =>
        world.Company.Payments.Find(id)!["Line"]!.AsArray().Select(line =>
        {
            var link = Assert.Single(line!["LinkedTxn"]!.AsArray())!;
            return ((decimal)line["Amount"]!, (string?)link["TxnType"], (string?)link["TxnId"], (string?)link["TxnLineId"]);
        });

    private static JsonObject Line(decimal amount, string type, string id, string? line = null)
    {
        var link = new JsonObject { ["TxnId"] = id, ["TxnType"] = type };
        if (line is not null)
        {
            link["TxnLineId"] = line;
        }

        return new() { ["Amount"] = amount, ["LinkedTxn"] = new JsonArray(link) };
    }
}
