using System.Text.Json.Nodes;

namespace Sequence.Connectors.Xero.Tests;

public sealed class DocumentTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "X-1")]
    public async Task A_sent_invoice_is_moved_to_its_day_and_marked_as_sent()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = Published.Invoice();
        var target = (await world.WriteAsync(world.Intent(invoice))).Target();
        var moved = invoice with { IssueDate = new(2026, 3, 9), DueDate = new(2026, 4, 8) };

        Assert.IsType<WriteOutcome.Updated>(await world.WriteAsync(world.Intent(moved, target, verb: WriteVerb.MoveDate)));
        Assert.IsType<WriteOutcome.Updated>(await world.WriteAsync(world.Intent(moved, target, verb: WriteVerb.MarkSent)));
        Assert.IsType<WriteOutcome.Unchanged>(await world.WriteAsync(world.Intent(moved, target, revision: 2, verb: WriteVerb.MarkSent)));

        var stands = (await world.Session.Invoices.FindAsync(target.ExternalId, Stop))!;
        Assert.Equal(
            (new LocalDate(2026, 3, 9), new LocalDate(2026, 4, 8), DocumentStatus.Sent),
            (stands.IssueDate, stands.DueDate, stands.Status)
        );
        Assert.Equal("INV-1", stands.Number);
        Assert.Single(stands.Lines);
    }

    [Fact]
    [Trait("Behaviour", "X-2")]
    public async Task A_credit_memo_becomes_one_credit_note_and_its_use_an_allocation()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target().ExternalId;
        var note = (await world.WriteAsync(world.Intent(Published.CreditMemo()))).Target().ExternalId;

        var applied = await world.WriteAsync(world.Application("ap-1", note, invoice, 25m));
        var tooMuch = await world.WriteAsync(world.Application("ap-2", note, invoice, 16m));

        Assert.StartsWith($"{note}/", applied.Target().ExternalId, StringComparison.Ordinal);
        Assert.Equal("amount.exceeds", tooMuch.Problem().Code);
        Assert.Equal(
            (75m, PaymentStatus.PartiallyPaid),
            (await BalanceAsync(world, invoice), (await world.Session.Invoices.FindAsync(invoice, Stop))!.PaymentStatus)
        );
        Assert.Equal(
            (15m, CreditStatus.PartiallyApplied),
            (
                (await world.Session.CreditMemos.FindAsync(note, Stop))!.Remaining,
                (await world.Session.CreditMemos.FindAsync(note, Stop))!.CreditStatus
            )
        );
        Assert.Single(world.Organisation.CreditNotes);

        var taken = await world.WriteAsync(
            world.Application("ap-1", note, invoice, 25m) with
            {
                Key = "back",
                Verb = WriteVerb.Unapply,
                Target = applied.Target(),
            }
        );

        Assert.IsType<WriteOutcome.Updated>(taken);
        Assert.Equal(100m, await BalanceAsync(world, invoice));
    }

    [Fact]
    [Trait("Behaviour", "X-3")]
    public async Task Payments_removed_payments_and_voids_come_back()
    {
        await using var world = await XeroWorld.StartAsync();
        var paid = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target().ExternalId;
        var voided = (await world.WriteAsync(world.Intent(Published.Invoice("inv-2")))).Target().ExternalId;

        var payment = world.Organisation.ReceivePayment(paid, 100m);
        Assert.Equal(PaymentStatus.Paid, (await world.Session.Invoices.FindAsync(paid, Stop))!.PaymentStatus);
        Assert.Equal(
            (PaymentState.Received, 100m),
            (
                (await world.Session.Payments.FindAsync(payment, Stop))!.State,
                (await world.Session.Payments.FindAsync(payment, Stop))!.Amount
            )
        );

        world.Organisation.DeletePayment(payment);
        Assert.Equal(PaymentStatus.Unpaid, (await world.Session.Invoices.FindAsync(paid, Stop))!.PaymentStatus);
        Assert.Equal(PaymentState.Voided, (await world.Session.Payments.FindAsync(payment, Stop))!.State);

        world.Organisation.VoidInvoice(voided);
        var stands = (await world.Session.Invoices.FindAsync(voided, Stop))!;
        Assert.Equal((DocumentStatus.Voided, PaymentStatus.NothingDue, 0m), (stands.Status, stands.PaymentStatus, stands.Balance));
    }

    [Fact]
    [Trait("Behaviour", "X-4")]
    [Trait("Behaviour", "S1-24")]
    public async Task The_ledger_account_is_the_line_s_then_the_product_s_then_the_default()
    {
        await using var world = await XeroWorld.StartAsync(settings: given =>
            given.With("accounts.default", "200").With("accounts.usage", "210")
        );
        var own = (string)world.Organisation.Documents("Account").FindBy("Code", "260")!["AccountID"]!;
        var invoice = Published.Invoice(net: 60m) with
        {
            Lines =
            [
                new() { Id = "a", Description = "Plain", NetTotal = 10m },
                new() { Id = "b", Description = "Usage", ProductId = "usage", NetTotal = 20m },
                new() { Id = "c", Description = "Own", ProductId = "usage", LedgerAccountId = "acc", NetTotal = 30m },
            ],
        };
        var intent = world.Intent(invoice);

        var made = await world.WriteAsync(intent with { References = intent.References.And<LedgerAccount>("acc", own) });

        Assert.Equal(["200", "210", "260"], Lines(world, made).Select(line => (string)line!["AccountCode"]!));
    }

    [Fact]
    [Trait("Behaviour", "X-4")]
    [Trait("Behaviour", "S1-24")]
    public async Task A_line_without_an_account_is_refused_by_its_name()
    {
        await using var world = await XeroWorld.StartAsync(settings: given => given);
        var invoice = Published.Invoice() with
        {
            Lines =
            [
                new()
                {
                    Id = "a",
                    Description = "Seats",
                    ProductId = "seat",
                    NetTotal = 100m,
                    TaxTotal = 0m,
                },
            ],
        };

        var problem = (await world.WriteAsync(world.Intent(invoice))).Problem();

        Assert.Equal(("account.unmapped", "Lines[0].LedgerAccountId"), (problem.Code, problem.Path));
        Assert.Contains("'seat' of line 1 ('Seats')", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Behaviour", "X-7")]
    [Trait("Behaviour", "S1-7")]
    [Trait("Trap", "4 Voids without removing payments, or DELETEs an AUTHORISED / VOIDs a DRAFT; ignores lock dates")]
    public async Task What_cannot_be_voided_or_deleted_says_why()
    {
        await using var world = await XeroWorld.StartAsync();
        var paid = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target();
        var locked = (await world.WriteAsync(world.Intent(Published.Invoice("inv-2")))).Target();
        var draft = new WriteTarget { ExternalId = world.Organisation.Save("Invoice", Draft(world)) };
        world.Organisation.ReceivePayment(paid.ExternalId, 40m);
        world.Organisation.Change(profile => profile with { PeriodLockDate = new DateOnly(2026, 3, 31) });

        Assert.Equal("document.paid", (await VerbAsync(WriteVerb.Void, "inv-1", paid)).Problem().Code);
        Assert.Equal("books.closed", (await VerbAsync(WriteVerb.Void, "inv-2", locked)).Problem().Code);
        Assert.Equal("document.final", (await VerbAsync(WriteVerb.Delete, "inv-2", locked)).Problem().Code);
        Assert.Equal("document.draft", (await VerbAsync(WriteVerb.Void, "inv-3", draft)).Problem().Code);
        Assert.All(
            [paid, locked],
            target => Assert.Equal("AUTHORISED", (string?)world.Organisation.Invoices.Find(target.ExternalId)!["Status"])
        );

        world.Organisation.Change(profile => profile with { PeriodLockDate = null });
        Assert.IsType<WriteOutcome.Updated>(await VerbAsync(WriteVerb.Delete, "inv-3", draft));
        Assert.IsType<WriteOutcome.Updated>(
            await world.WriteAsync(world.Intent(Published.Invoice("inv-2"), locked, revision: 2, verb: WriteVerb.Void))
        );
        Assert.Equal(("DELETED", "VOIDED"), (Status(draft), Status(locked)));

        Task<WriteOutcome> VerbAsync(WriteVerb verb, string id, WriteTarget target) =>
            world.WriteAsync(world.Intent(Published.Invoice(id), target, verb: verb));

        string? Status(WriteTarget target) => (string?)world.Organisation.Invoices.Find(target.ExternalId)!["Status"];
    }

    [Fact]
    [Trait("Behaviour", "X-8")]
    public async Task Links_lead_to_invoice_credit_note_and_contact_of_the_organisation()
    {
        await using var world = await XeroWorld.StartAsync();

        var invoice = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(Published.Invoice()));
        var note = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(Published.CreditMemo()));
        var contact = (await world.Session.Customers.FindAsync(world.ContactId, Stop))!.Source!.Link!;

        var shortCode = $"shortcode={Uri.EscapeDataString(world.Organisation.ShortCode)}";
        Assert.All(
            [invoice.Link!, note.Link!, contact],
            link => Assert.Contains(shortCode, link.AbsoluteUri, StringComparison.Ordinal)
        );
        Assert.EndsWith(
            $"View.aspx?InvoiceID={invoice.ExternalId}",
            Uri.UnescapeDataString(invoice.Link!.AbsoluteUri),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            $"ViewCreditNote.aspx?creditNoteID={note.ExternalId}",
            Uri.UnescapeDataString(note.Link!.AbsoluteUri),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            $"/Contacts/View/{world.ContactId}",
            Uri.UnescapeDataString(contact.AbsoluteUri),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_mail_leaves_once_and_the_customer_s_page_is_found()
    {
        await using var world = await XeroWorld.StartAsync();
        var target = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target();

        Assert.IsType<WriteOutcome.Updated>(await world.WriteAsync(world.Intent(Published.Invoice(), target, verb: WriteVerb.Send)));

        Assert.Equal("ap@fault.example", Assert.Single(world.Organisation.SentMail).To);
        var pages = world.Session.Find<IXeroInvoicePages>()!;
        Assert.Equal("in.xero.com", (await pages.FindAsync(target.ExternalId, Stop))?.Host);
        Assert.Null(await pages.FindAsync(world.Organisation.Save("Invoice", Draft(world)), Stop));
    }

    [Fact]
    [Trait("Trap", "3 Sends LineItems without LineItemIDs on update")]
    public async Task Lines_keep_their_ids_over_edits_insertions_and_unknown_parts()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = Published.Invoice(net: 30m) with
        {
            Lines =
            [
                new()
                {
                    Id = "a",
                    Description = "A",
                    NetTotal = 10m,
                    TaxTotal = 0m,
                },
                new()
                {
                    Id = "b",
                    Description = "B",
                    NetTotal = 20m,
                    TaxTotal = 0m,
                },
            ],
        };
        var made = (await world.WriteAsync(world.Intent(invoice))).Target();
        var edited = invoice with
        {
            NetTotal = 65m,
            GrossTotal = 65m,
            Lines =
            [
                new()
                {
                    Id = "a",
                    Description = "A2",
                    NetTotal = 15m,
                },
                new()
                {
                    Id = "b",
                    Description = "B",
                    NetTotal = 20m,
                },
                new()
                {
                    Id = "c",
                    Description = "C",
                    NetTotal = 30m,
                },
            ],
        };

        var updated = (await world.WriteAsync(world.Intent(edited, made, revision: 2))).Target();
        var blind = (
            await world.WriteAsync(
                world.Intent(edited with { PurchaseOrderNumber = "PO" }, updated with { Parts = [] }, revision: 3)
            )
        ).Target();

        Assert.Equal(["a", "b"], made.Parts.Select(part => part.LocalId));
        Assert.Equal(3, updated.Parts.Count);
        Assert.All(made.Parts, part => Assert.Contains(part, updated.Parts));
        Assert.Equal(updated.Parts.Select(part => part.ExternalId).Order(), blind.Parts.Select(part => part.ExternalId).Order());
    }

    [Fact]
    [Trait("Trap", "12 total-then-tax rounding: invoice off by a cent")]
    public async Task Tax_that_Xero_rounds_by_the_line_is_told()
    {
        await using var world = await XeroWorld.StartAsync(settings: given =>
            given.With("accounts.default", "200").With("taxes.default", "OUTPUT2")
        );
        var invoice = Published.Invoice(net: 76.30m) with
        {
            Lines =
            [
                new() { Id = "a", Description = "A", NetTotal = 25.06m }, new() { Id = "b", Description = "B", NetTotal = 25.61m },
                new() { Id = "c", Description = "C", NetTotal = 25.63m },
            ],
            TaxTotal = 11.45m,
            GrossTotal = 87.75m,
        };
        var byLine = invoice with
        {
            Id = "inv-2",
            Number = "INV-2",
            Lines = invoice.Lines.Select((line, at) => line with { TaxTotal = at == 0 ? 3.77m : 3.84m }).ToValueList(),
        };

        var told = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(invoice));
        var mirrored = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(byLine));

        var note = Assert.Single(told.Notes);
        Assert.Equal((MappingNoteKind.Differs, "TaxTotal", "11.45", "11.44"), (note.Kind, note.Path, note.From, note.To));
        Assert.Empty(mirrored.Notes);
        Assert.Equal(11.45m, ((Invoice)mirrored.Current!).TaxTotal);
    }

    [Fact]
    [Trait("Trap", "11 double instead of decimal; forgets unitdp=4 on reads")]
    public async Task Prices_keep_four_decimals_both_ways()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = Published.Invoice(net: 30.37m) with
        {
            Lines =
            [
                new()
                {
                    Id = "a",
                    Description = "A",
                    Quantity = 3m,
                    UnitPrice = 10.1234m,
                    NetTotal = 30.37m,
                    TaxTotal = 0m,
                },
            ],
        };

        var made = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(invoice));

        Assert.Empty(made.Notes);
        Assert.Equal(10.1234m, (await world.Session.Invoices.FindAsync(made.ExternalId, Stop))!.Lines[0].UnitPrice);
        Assert.Equal(
            10.1234m,
            (
                await world
                    .Session.Invoices.ReadAllAsync(cancellationToken: Stop)
                    .FirstAsync(one => one.Id == made.ExternalId, Stop)
            )
                .Lines[0]
                .UnitPrice
        );
    }

    [Fact]
    [Trait("Trap", "21 Posts to a currency the org has not enabled")]
    public async Task A_currency_that_the_organisation_does_not_have_is_refused()
    {
        await using var world = await XeroWorld.StartAsync();

        Assert.Equal("currency.unsupported", (await world.WriteAsync(world.Intent(Published.Invoice(currency: "CHF")))).Problem().Code);
    }

    private static JsonObject Draft(XeroWorld world) =>
        new()
        {
            ["Type"] = "ACCREC",
            ["Contact"] = new JsonObject { ["ContactID"] = world.ContactId },
            ["Status"] = "DRAFT",
            ["Date"] = "2026-03-02",
            ["LineItems"] = new JsonArray(
                new JsonObject
                {
                    ["Description"] = "Seats",
                    ["Quantity"] = 1,
                    ["UnitAmount"] = 10m,
                    ["AccountCode"] = "200",
                }
            ),
        };

    private static async Task<decimal?> BalanceAsync(XeroWorld world, string invoice) =>
        (await world.Session.Invoices.FindAsync(invoice, Stop))!.Balance;

    private static JsonArray Lines(XeroWorld world, WriteOutcome made) =>
        (JsonArray)world.Organisation.Invoices.Find(made.Target().ExternalId)!["LineItems"]!;
}
