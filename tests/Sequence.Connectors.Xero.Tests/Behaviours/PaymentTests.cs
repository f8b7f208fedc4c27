using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>What the host records as paid is paid in Xero, once and as a whole; what it takes back is open again.</summary>
public sealed class PaymentTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "X-3")]
    public async Task A_payment_pays_its_invoice_and_taken_back_leaves_it_open()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = await world.WriteAsync(world.Intent(Published.Invoice()));
        var payment = Published.Payment("pay-1", ("inv-1", 40m)) with { Reference = "CHQ 7" };

        var made = Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(world.Paying(payment, invoice)));

        var stands = (await world.Session.Payments.FindAsync(made.ExternalId, Stop))!;
        Assert.Equal(
            (40m, "CHQ 7", PaymentState.Received, new LocalDate(2026, 3, 6), world.AccountId("090")),
            (stands.Amount, stands.Reference, stands.State, stands.Date, stands.DepositAccountId)
        );
        Assert.Equal(invoice.Target().ExternalId, Assert.Single(stands.Allocations).InvoiceId);
        Assert.Equal(60m, (await world.Session.Invoices.FindAsync(invoice.Target().ExternalId, Stop))!.Balance);

        var taken = await world.WriteAsync(world.Intent(payment, made.Target(), verb: WriteVerb.Void));
        var again = await world.WriteAsync(world.Intent(payment, made.Target(), verb: WriteVerb.Delete));

        Assert.Equal(PaymentState.Voided, ((Payment)Assert.IsType<WriteOutcome.Updated>(taken).Current!).State);
        Assert.IsType<WriteOutcome.Unchanged>(again);
        Assert.Equal(100m, (await world.Session.Invoices.FindAsync(invoice.Target().ExternalId, Stop))!.Balance);
        Assert.Empty(world.Xero.Usage.Violations);
    }

    [Fact]
    [Trait("Behaviour", "X-3")]
    public async Task A_payment_of_several_invoices_is_one_batch_and_goes_back_as_one()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoices = await world.WriteAsync([world.Intent(Published.Invoice()), world.Intent(Published.Invoice("inv-2"))]);
        var payment = Published.Payment("pay-1", ("inv-1", 100m), ("inv-2", 30m));

        var made = Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(world.Paying(payment, [.. invoices])));

        var batch = Assert.Single(world.Organisation.Documents("BatchPayment"));
        Assert.Equal($"batch/{(string?)batch["BatchPaymentID"]}", made.ExternalId);
        Assert.Equal(130m, (decimal)batch["TotalAmount"]!);
        var stands = (await world.Session.Payments.FindAsync(made.ExternalId, Stop))!;
        Assert.Equal((130m, PaymentState.Received), (stands.Amount, stands.State));
        Assert.Equal(invoices.Select(one => one.Target().ExternalId).Order(), stands.Allocations.Select(part => part.InvoiceId).Order());
        Assert.Equal([0m, 70m], await BalancesAsync(world, invoices));
        var part = (string)world.Organisation.Payments.First()["PaymentID"]!;
        Assert.Equal(
            "payment.batched",
            (await world.WriteAsync(world.Intent(payment, new() { ExternalId = part }, verb: WriteVerb.Void))).Problem().Code
        );

        Assert.IsType<WriteOutcome.Updated>(await world.WriteAsync(world.Intent(payment, made.Target(), verb: WriteVerb.Delete)));

        Assert.Equal([100m, 100m], await BalancesAsync(world, invoices));
        Assert.Null(await world.Session.Payments.FindAsync("batch/00000000-0000-4000-8000-000000000001", Stop));
    }

    [Fact]
    public async Task A_batch_of_which_one_part_is_refused_pays_nothing()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoices = await world.WriteAsync([world.Intent(Published.Invoice()), world.Intent(Published.Invoice("inv-2"))]);
        var tooMuch = world.Paying(Published.Payment("pay-1", ("inv-1", 100m), ("inv-2", 100.01m)), [.. invoices]);

        var outcome = await world.WriteAsync(tooMuch);

        Assert.Equal("amount.exceeds", outcome.Problem().Code);
        Assert.Equal([100m, 100m], await BalancesAsync(world, invoices));
        Assert.Empty(world.Organisation.Payments);
    }

    [Fact]
    public async Task A_refund_of_a_credit_memo_uses_its_credit_and_is_no_receipt()
    {
        await using var world = await XeroWorld.StartAsync();
        var note = (await world.WriteAsync(world.Intent(Published.CreditMemo()))).Target().ExternalId;
        var refund = Published.Payment("ref-1") with { Amount = 25m, Allocations = [new() { CreditMemoId = "cm-1", Amount = 25m }] };
        var intent = world.Intent(refund) with { References = References.To<CreditMemo>("cm-1", note) };
        world.Xero.Faults.Next(SimulatedFaultKind.CutAfterEffect, times: 4, resource: "payments");

        var made = (await world.WriteUntilKnownAsync([intent]))[intent.Key];

        Assert.Equal(15m, (await world.Session.CreditMemos.FindAsync(note, Stop))!.Remaining);
        var stands = (await world.Session.Payments.FindAsync(made.Target().ExternalId, Stop))!;
        Assert.Equal((note, 25m), (Assert.Single(stands.Allocations).CreditMemoId, stands.Amount));
        Assert.Empty(await world.Session.Payments.ReadAllAsync(cancellationToken: Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task What_cannot_be_paid_or_taken_back_says_why()
    {
        await using var world = await XeroWorld.StartAsync();
        var paid = await world.WriteAsync(world.Intent(Published.Invoice()));
        var open = await world.WriteAsync(world.Intent(Published.Invoice("inv-2")));
        var first = await world.WriteAsync(world.Paying(Published.Payment("pay-1", ("inv-1", 100m)), paid));
        world.Organisation.ReconcilePayment(first.Target().ExternalId);
        var payment = Published.Payment("pay-2", ("inv-2", 50m));

        Assert.Equal("document.settled", await ReasonAsync(Published.Payment("pay-3", ("inv-1", 1m)), paid));
        Assert.Equal("amount.exceeds", await ReasonAsync(Published.Payment("pay-4", ("inv-2", 100.01m)), open));
        Assert.Equal(
            "payment.reconciled",
            (await world.WriteAsync(world.Intent(payment, first.Target(), verb: WriteVerb.Void))).Problem().Code
        );
        world.Organisation.Change(profile => profile with { PeriodLockDate = new DateOnly(2026, 3, 31) });
        var locked = (await world.WriteAsync(world.Paying(payment, open))).Problem();
        Assert.Equal(("books.closed", "Date"), (locked.Code, locked.Path));
        world.Organisation.Change(profile => profile with { PeriodLockDate = null });
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        world.Organisation.ArchiveAccount("090");
        var archived = (await world.WriteAsync(world.Paying(payment, open))).Problem();
        Assert.Equal(("account.invalid", "DepositAccountId"), (archived.Code, archived.Path));
        Assert.Single(world.Organisation.Payments);

        async Task<string> ReasonAsync(Payment record, WriteOutcome invoice) =>
            (await world.WriteAsync(world.Paying(record, invoice))).Problem().Code;
    }

    [Fact]
    public async Task What_Xero_knows_no_payment_for_is_refused_before_a_call()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = await world.WriteAsync(world.Intent(Published.Invoice()));
        var payment = Published.Payment("pay-1", ("inv-1", 40m));
        var sent = world.Xero.Usage.Requests.GetValueOrDefault("create");

        Assert.Equal("payment.unapplied", await CodeAsync(payment with { Amount = 50m }));
        Assert.Equal("payment.allocation.missing", await CodeAsync(payment with { Allocations = [] }));
        Assert.Equal("payment.date.missing", await CodeAsync(payment with { Date = null }));
        Assert.Equal(
            "payment.allocation.mixed",
            await CodeAsync(
                payment with
                {
                    Allocations = [.. payment.Allocations, new() { CreditMemoId = "cm-1", Amount = 1m }],
                    Amount = 41m,
                }
            )
        );
        await world.ConfigureAsync(_ => new ConnectionSettings().With("accounts.default", "200"));
        Assert.Equal("account.unmapped", await CodeAsync(payment));
        Assert.Equal(sent, world.Xero.Usage.Requests.GetValueOrDefault("create"));

        async Task<string> CodeAsync(Payment record) =>
            (
                await world.WriteAsync(
                    world.Paying(record, invoice) with
                    {
                        References = References
                            .To<Invoice>("inv-1", invoice.Target().ExternalId)
                            .And<CreditMemo>("cm-1", invoice.Target().ExternalId),
                    }
                )
            )
                .Problem()
                .Code;
    }

    [Fact]
    [Trait("Trap", "21 Posts to a currency the org has not enabled")]
    public async Task A_payment_in_another_currency_than_its_invoice_is_refused_and_an_account_is_chosen_by_the_currency()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = await world.WriteAsync(world.Intent(Published.Invoice(currency: "EUR")));
        await AddEuroAccountAsync(world);

        var wrong = await world.WriteAsync(world.Paying(Published.Payment("pay-1", ("inv-1", 40m)), invoice));
        var right = await world.WriteAsync(
            world.Paying(Published.Payment("pay-2", ("inv-1", 40m)) with { Currency = CurrencyCode.Parse("EUR") }, invoice)
        );

        Assert.Equal("currency.differs", wrong.Problem().Code);
        Assert.Equal(world.AccountId("091"), ((Payment)((WriteOutcome.Settled)right).Current!).DepositAccountId);
        Assert.Single(world.Organisation.Payments);
    }

    [Fact]
    public async Task A_payment_is_booked_at_its_own_rate_and_one_of_several_invoices_at_the_days()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoices = await world.WriteAsync(
            [world.Intent(Published.Invoice(currency: "EUR")), world.Intent(Published.Invoice("inv-2", currency: "EUR"))]
        );
        await AddEuroAccountAsync(world);
        var payment = Published.Payment("pay-1", ("inv-1", 40m)) with { Currency = CurrencyCode.Parse("EUR"), ExchangeRate = 1.25m };
        var parts = Published.Payment("pay-2", ("inv-1", 30m), ("inv-2", 20m));
        var several = parts with { Currency = payment.Currency, ExchangeRate = 1.25m };

        var one = Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(world.Paying(payment, invoices[0])));
        var batch = await world.WriteAsync(world.Paying(several, [.. invoices]));

        Assert.Equal(0.8m, (decimal)Assert.Single(world.Organisation.Payments, each => (decimal)each["Amount"]! == 40m)["CurrencyRate"]!);
        Assert.Equal(1.25m, (await world.Session.Payments.FindAsync(one.ExternalId, Stop))!.ExchangeRate);
        Assert.Contains(("ExchangeRate", MappingNoteKind.Dropped), batch.Notes.Select(note => (note.Path, note.Kind)));
    }

    [Fact]
    public async Task A_payment_that_was_changed_is_refused_by_name_and_stays()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = await world.WriteAsync(world.Intent(Published.Invoice()));
        var payment = Published.Payment("pay-1", ("inv-1", 40m));
        var made = await world.WriteAsync(world.Paying(payment, invoice));

        var changed = await world.WriteAsync(world.Intent(payment with { Date = new(2026, 3, 7) }, made.Target(), revision: 2));

        Assert.Equal("record.fixed", changed.Problem().Code);
        Assert.Equal("AUTHORISED", (string?)Assert.Single(world.Organisation.Payments)["Status"]);
    }

    private static Task AddEuroAccountAsync(XeroWorld world)
    {
        world.Organisation.Save(
            "Account",
            new JsonObject
            {
                ["Code"] = "091",
                ["Name"] = "Euro",
                ["Type"] = "BANK",
                ["CurrencyCode"] = "EUR",
            }
        );
        return world.ConfigureAsync(given => given.With("payments.deposit_account.EUR", "091"));
    }

    private static async Task<decimal?[]> BalancesAsync(XeroWorld world, IEnumerable<WriteOutcome> invoices)
    {
        var balances = new List<decimal?>();
        foreach (var invoice in invoices)
        {
            balances.Add((await world.Session.Invoices.FindAsync(invoice.Target().ExternalId, Stop))!.Balance);
        }

        return [.. balances];
    }
}
