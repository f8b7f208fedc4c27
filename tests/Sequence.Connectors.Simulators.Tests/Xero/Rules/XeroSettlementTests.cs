using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class XeroSettlementTests
{
    [Fact]
    public async Task An_allocation_is_added_to_those_before_and_deleting_it_opens_both_documents()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var (invoice, note) = (Id(await fixture.CreateAsync(), "InvoiceID"), Note(fixture));
        Task<XeroFixture.Answer> Allocate(string amount) => fixture.PutAsync($"CreditNotes/{note}/Allocations", $$$"""
            {"Allocations":[{"Invoice":{"InvoiceID":"{{{invoice}}}"},"Amount":{{{amount}}},"Date":"2026-03-05"}]}
            """);

        var first = (await Allocate("50")).One("Allocations");
        await Allocate("50");
        var tooMuch = await Allocate("15.01");
        Assert.Equal((400, "The allocation amount is greater than the remaining credit on the credit note"),
            (tooMuch.Status, tooMuch.Refusal));
        await Allocate("15");
        Assert.Equal(("PAID", "PAID"), (Status(fixture.Organisation.Invoices, invoice), Status(fixture.Organisation.CreditNotes, note)));
        await fixture.SendAsync("DELETE", $"CreditNotes/{note}/Allocations/{Id(first, "AllocationID")}");

        var open = fixture.Organisation.Invoices.Find(invoice)!;
        Assert.Equal(("AUTHORISED", "50.00", "65.00"),
            (Status(fixture.Organisation.Invoices, invoice), open["AmountDue"]!.ToJsonString(), open["AmountCredited"]!.ToJsonString()));
        Assert.Equal(404, (await fixture.SendAsync("DELETE", $"CreditNotes/{note}/Allocations/{Id(first, "AllocationID")}")).Status);
    }

    [Theory]
    [InlineData("DRAFT", "Payments can only be made against Authorised documents")]
    [InlineData("AUTHORISED", "Payment amount exceeds the amount outstanding on this document")]
    public async Task A_payment_needs_an_approved_document_and_cannot_be_too_large(string status, string refusal)
    {
        await using var fixture = await XeroFixture.StartAsync();
        var invoice = Id(await fixture.CreateAsync($",\"Status\":\"{status}\""), "InvoiceID");

        var answer = await fixture.PutAsync("Payments", $$$"""
            {"Invoice":{"InvoiceID":"{{{invoice}}}"},"Account":{"AccountID":"{{{fixture.Bank()}}}"},"Amount":115.01}
            """);

        Assert.Equal((400, refusal), (answer.Status, answer.Refusal));
    }

    [Fact]
    public async Task A_reconciled_payment_cannot_be_deleted_and_blocks_the_void_of_its_invoice()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var invoice = Id(await fixture.CreateAsync(), "InvoiceID");
        var payment = fixture.Organisation.ReceivePayment(invoice, 15m);
        fixture.Organisation.ReconcilePayment(payment);

        var deleted = await fixture.PostAsync($"Payments/{payment}", """{"Payments":[{"Status":"DELETED"}]}""");
        var echoed = (
            await fixture.PostAsync("Invoices?summarizeErrors=false", $$"""{"InvoiceID":"{{invoice}}","Status":"VOIDED"}""")
        ).One("Invoices");

        Assert.Equal(400, deleted.Status);
        Assert.Equal(("VOIDED", "ERROR"), (echoed["Status"]!.GetValue<string>(), echoed["StatusAttributeString"]!.GetValue<string>()));
        Assert.Equal("AUTHORISED", Status(fixture.Organisation.Invoices, invoice));
        Assert.Throws<InvalidOperationException>(() => fixture.Organisation.DeletePayment(payment));
    }

    [Fact]
    public async Task A_refund_of_a_credit_note_uses_its_credit()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var note = Note(fixture);

        var payment = (await fixture.PutAsync("Payments", $$$"""
            {"CreditNote":{"CreditNoteID":"{{{note}}}"},"Account":{"AccountID":"{{{fixture.Bank()}}}"},"Amount":115,"Date":"2026-03-06"}
            """)).One("Payments");

        Assert.Equal("ARCREDITPAYMENT", payment["PaymentType"]!.GetValue<string>());
        Assert.Equal("PAID", Status(fixture.Organisation.CreditNotes, note));
    }

    [Fact]
    public async Task Mail_needs_an_address_an_approved_invoice_and_room_in_the_day()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var organisation = fixture.Organisation;
        var (invoice, draft) = (Id(await fixture.CreateAsync(), "InvoiceID"),
            Id(await fixture.CreateAsync(",\"Status\":\"DRAFT\""), "InvoiceID"));
        fixture.Xero.Limits.MailsPerDay = 1;

        var sent = await fixture.PostAsync($"Invoices/{invoice}/Email", "");
        var full = await fixture.PostAsync($"Invoices/{invoice}/Email", "{}");
        fixture.Xero.Limits.MailsPerDay = 5;
        var unapproved = await fixture.PostAsync($"Invoices/{draft}/Email", "{}");

        Assert.Equal((204, 400, 400), (sent.Status, full.Status, unapproved.Status));
        Assert.Equal("accounts1@example.org", Assert.Single(organisation.SentMail).To);
    }

    [Fact]
    public async Task People_mail_allocate_and_release_as_the_api_does()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var organisation = fixture.Organisation;
        var (invoice, note) = (Id(await fixture.CreateAsync(), "InvoiceID"), Note(fixture));

        organisation.EmailInvoice(invoice);
        var allocation = organisation.AllocateCredit(note, invoice, 115m);
        Assert.Equal(("PAID", "PAID"), (Status(organisation.Invoices, invoice), Status(organisation.CreditNotes, note)));
        Assert.Throws<InvalidOperationException>(() => organisation.AllocateCredit(note, invoice, 1m));
        organisation.ReleaseCredit(note, allocation);

        Assert.Equal("AUTHORISED", Status(organisation.Invoices, invoice));
        Assert.True(organisation.Invoices.Find(invoice)!["SentToContact"]!.GetValue<bool>());
        Assert.Single(organisation.SentMail);
    }

    [Fact]
    public async Task A_time_of_change_can_be_years_ago_or_in_the_future()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var id = Id(await fixture.CreateAsync(), "InvoiceID");
        fixture.Organisation.Restamp("Invoice", id, new DateTimeOffset(2008, 9, 15, 0, 0, 0, TimeSpan.Zero));

        var first = (await fixture.GetAsync("Invoices?page=1&pageSize=1")).One("Invoices");

        Assert.Equal((id, "2008-09-15T00:00:00Z"), (Id(first, "InvoiceID"), Id(first, "UpdatedDateUTCString")));
    }

    [Fact]
    public async Task A_saved_organisation_goes_on_where_it_was()
    {
        using var state = new MemoryStream();
        var cancellation = TestContext.Current.CancellationToken;
        await using var fixture = await XeroFixture.StartAsync(
            XeroOrganisationProfile.UnitedKingdom with
            {
                PeriodLockDate = new DateOnly(2025, 12, 31),
            }
        );
        var invoice = Id(await fixture.CreateAsync(), "InvoiceID");
        var payment = fixture.Organisation.ReceivePayment(invoice, 20m);
        await fixture.Server.SaveAsync(state, cancellation);
        state.Position = 0;

        await using var restored = await SimulatorServer.StartAsync(new() { Clock = fixture.Clock, State = state }, cancellation);
        var organisation = restored.Xero.Organisation;

        Assert.Equal(fixture.Organisation.Profile, organisation.Profile);
        Assert.Equal("100.00", organisation.Invoices.Find(invoice)!["AmountDue"]!.ToJsonString());
        organisation.DeletePayment(payment);
        Assert.Equal("120.00", organisation.Invoices.Find(invoice)!["AmountDue"]!.ToJsonString());
        Assert.NotNull(restored.Xero.Authorization.FindByAccessToken(fixture.Tokens.AccessToken));
        Assert.NotEmpty(restored.Xero.Webhooks.Pending);
    }

    private static string Note(XeroFixture fixture) => fixture.Organisation.Save(
        "CreditNote", (JsonObject)JsonNode.Parse(XeroFixture.Invoice().Replace("ACCREC", "ACCRECCREDIT", StringComparison.Ordinal))!);

    private static string Id(JsonObject document, string member) => document[member]!.GetValue<string>();

    private static string Status(SimulatedDocumentSet documents, string id) => documents.Find(id)!["Status"]!.GetValue<string>();
}
