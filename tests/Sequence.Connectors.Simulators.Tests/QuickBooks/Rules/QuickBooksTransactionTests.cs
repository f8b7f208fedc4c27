using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class QuickBooksTransactionTests
{
    [Fact]
    public async Task A_void_zeroes_an_invoice_and_keeps_its_number()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var id = (
            await fixture.PostAsync(
                "invoice", QuickBooksFixture.Invoice(more: ",\"DocNumber\":\"V-1\""))).Entity("Invoice")["Id"]!.GetValue<string>();
        var payment = fixture.Company.ReceivePayment(id, 30m);
        var token = fixture.Company.Invoices.Find(id)!["SyncToken"]!.GetValue<string>();

        var voided = (await fixture.PostAsync("invoice?operation=void", $$"""{"Id":"{{id}}","SyncToken":"{{token}}"}""")).Entity("Invoice");

        Assert.Equal((0m, 0m), (voided["TotalAmt"]!.GetValue<decimal>(), voided["Balance"]!.GetValue<decimal>()));
        Assert.All(voided["Line"]!.AsArray(), line => Assert.Equal(0m, line!["Amount"]!.GetValue<decimal>()));
        Assert.StartsWith("Voided", voided["PrivateNote"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("V-1", voided["DocNumber"]!.GetValue<string>());
        Assert.Empty(voided["LinkedTxn"]!.AsArray());
        Assert.Equal(30m, fixture.Company.Payments.Find(payment)!["UnappliedAmt"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task A_payment_is_voided_by_include_and_not_by_operation()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var invoice = fixture.Company.AddInvoice((JsonObject)JsonNode.Parse(QuickBooksFixture.Invoice())!);
        var payment = fixture.Company.ReceivePayment(invoice, 100m);
        var body = $$"""{"Id":"{{payment}}","SyncToken":"0","sparse":true}""";

        var refused = await fixture.PostAsync("payment?operation=void", body);
        var voided = await fixture.PostAsync("payment?operation=update&include=void", body);

        Assert.Equal("500", refused.Code);
        Assert.Equal(0m, voided.Entity("Payment")["TotalAmt"]!.GetValue<decimal>());
        Assert.Equal(100m, fixture.Company.Invoices.Find(invoice)!["Balance"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task A_credit_memo_cannot_be_voided_by_the_api()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var id = fixture.Company.AddCreditMemo((JsonObject)JsonNode.Parse(QuickBooksFixture.Invoice())!);

        Assert.Equal("500", (await fixture.PostAsync("creditmemo?operation=void", $$"""{"Id":"{{id}}","SyncToken":"0"}""")).Code);
    }

    [Fact]
    public async Task A_deleted_payment_opens_its_invoice_again_and_leaves_a_stub_in_change_data()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var invoice = fixture.Company.AddInvoice((JsonObject)JsonNode.Parse(QuickBooksFixture.Invoice())!);
        var payment = fixture.Company.ReceivePayment(invoice, 100m);

        var deleted = await fixture.PostAsync("payment?operation=delete", $$"""{"Id":"{{payment}}","SyncToken":"0"}""");
        var changes = await fixture.GetAsync("cdc?entities=Payment,Estimate&changedSince=2026-03-01T00:00:00-08:00");

        Assert.Equal($$"""{"domain":"QBO","status":"Deleted","Id":"{{payment}}"}""", deleted.Entity("Payment").ToJsonString());
        Assert.Equal(100m, fixture.Company.Invoices.Find(invoice)!["Balance"]!.GetValue<decimal>());
        var responses = changes.Json["CDCResponse"]![0]!["QueryResponse"]!.AsArray();
        Assert.Contains(
            responses[0]!["Payment"]!.AsArray(),
            each => each!["Id"]!.GetValue<string>() == payment && each["status"]?.GetValue<string>() == "Deleted");
        Assert.Empty(responses[1]!.AsObject());
        Assert.Equal("610", (await fixture.GetAsync($"payment/{payment}")).Code);
    }

    [Fact]
    public async Task Change_data_stops_at_its_cap_and_looks_back_30_days()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.QuickBooks.Limits.ChangeDataObjects = 5;

        var capped = await fixture.GetAsync("cdc?entities=Customer,Invoice&changedSince=2026-03-01T00:00:00-08:00");
        fixture.Clock.Advance(TimeSpan.FromDays(31));
        fixture.Tokens = fixture.QuickBooks.IssueTokens();
        var old = await fixture.GetAsync("cdc?entities=Customer&changedSince=2026-03-01T00:00:00-08:00");

        Assert.Equal(5, capped.Json["CDCResponse"]![0]!["QueryResponse"]![0]!["maxResults"]!.GetValue<int>());
        Assert.Empty(capped.Json["CDCResponse"]![0]!["QueryResponse"]![1]!.AsObject());
        Assert.Equal(200, old.Status);
        Assert.Empty(old.Json["CDCResponse"]![0]!["QueryResponse"]![0]!.AsObject());
    }

    [Fact]
    public async Task A_payment_of_nothing_applies_a_credit_memo_to_an_invoice()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var invoice = fixture.Company.AddInvoice((JsonObject)JsonNode.Parse(QuickBooksFixture.Invoice())!);
        var memo = fixture.Company.AddCreditMemo((JsonObject)JsonNode.Parse(QuickBooksFixture.Invoice(amount: 40m))!);

        var answer = await fixture.PostAsync("payment", $$"""
            {"CustomerRef":{"value":"1"},"TotalAmt":0,"Line":[
              {"Amount":40,"LinkedTxn":[{"TxnId":"{{memo}}","TxnType":"CreditMemo"}]},
              {"Amount":40,"LinkedTxn":[{"TxnId":"{{invoice}}","TxnType":"Invoice"}]}]}
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal(60m, fixture.Company.Invoices.Find(invoice)!["Balance"]!.GetValue<decimal>());
        Assert.Equal(0m, fixture.Company.CreditMemos.Find(memo)!["RemainingCredit"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Auto_apply_puts_a_new_credit_memo_on_the_oldest_open_invoice()
    {
        await using var fixture = await QuickBooksFixture.StartAsync(
            QuickBooksCompanyProfile.UnitedStates with { AutoApplyCredit = true, SampleData = false });
        var customer = fixture.Company.AddCustomer("Auto");
        var older = fixture.Company.AddInvoice(
            (JsonObject)JsonNode.Parse(QuickBooksFixture.Invoice(customer, more: ",\"TxnDate\":\"2026-01-01\""))!);
        fixture.Company.AddInvoice((JsonObject)JsonNode.Parse(QuickBooksFixture.Invoice(customer, more: ",\"TxnDate\":\"2026-02-01\""))!);

        fixture.Company.AddCreditMemo((JsonObject)JsonNode.Parse(QuickBooksFixture.Invoice(customer, 30m))!);

        Assert.Equal(70m, fixture.Company.Invoices.Find(older)!["Balance"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task A_number_in_use_is_refused_with_the_holders_id_unless_duplicates_are_allowed()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var holder = (
            await fixture.PostAsync(
                "invoice", QuickBooksFixture.Invoice(more: ",\"DocNumber\":\"INV-2\""))).Entity("Invoice")["Id"]!.GetValue<string>();

        var refused = await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(more: ",\"DocNumber\":\"INV-2\""));
        var allowed = await fixture.PostAsync(
            "invoice?include=allowduplicatedocnum", QuickBooksFixture.Invoice(more: ",\"DocNumber\":\"INV-2\""));

        Assert.Equal("6140", refused.Code);
        Assert.EndsWith(
            $"DocNumber=INV-2 is assigned to TxnType=Invoice with TxnId={holder}",
            refused.Json["Fault"]!["Error"]![0]!["Detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(200, allowed.Status);
    }

    [Fact]
    public async Task Quickbooks_numbers_invoices_itself_unless_custom_numbers_are_on()
    {
        await using var custom = await QuickBooksFixture.StartAsync();
        await using var automatic = await QuickBooksFixture.StartAsync(
            QuickBooksCompanyProfile.UnitedStates with { CustomTxnNumbers = false });

        Assert.Null((await custom.PostAsync("invoice", QuickBooksFixture.Invoice())).Entity("Invoice")["DocNumber"]);
        Assert.Equal(
            "1001", (await automatic.PostAsync("invoice", QuickBooksFixture.Invoice())).Entity("Invoice")["DocNumber"]!.GetValue<string>());
    }

    [Fact]
    public async Task Closed_books_refuse_what_is_dated_in_them()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.Company.Change(profile => profile with { BookCloseDate = new DateOnly(2026, 2, 28) });

        Assert.Equal("6210", (await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(more: ",\"TxnDate\":\"2026-02-28\""))).Code);
        Assert.Equal(200, (await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(more: ",\"TxnDate\":\"2026-03-01\""))).Status);
    }

    [Fact]
    public async Task Sending_mails_the_customer_and_marks_the_invoice()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var id = fixture.Company.AddInvoice((JsonObject)JsonNode.Parse(QuickBooksFixture.Invoice())!);

        var refused = await fixture.SendAsync(HttpMethod.Post, $"invoice/{id}/send", "", "application/octet-stream");
        var sent = await fixture.SendAsync(HttpMethod.Post, $"invoice/{id}/send?sendTo=a%40b.co", "", "application/octet-stream");

        Assert.Equal(400, refused.Status);
        Assert.Equal(
            ("EmailSent", "a@b.co"),
            (
                sent.Entity("Invoice")["EmailStatus"]!.GetValue<string>(),
                sent.Entity("Invoice")["BillEmail"]!["Address"]!.GetValue<string>()));
        Assert.Equal("a@b.co", Assert.Single(fixture.Company.SentMail).To);
    }

    [Fact]
    public async Task Marking_as_sent_mails_nobody()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(more: ",\"EmailStatus\":\"EmailSent\""));

        Assert.Empty(fixture.Company.SentMail);
    }

    [Fact]
    public async Task A_deposited_payment_cannot_be_changed()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var invoice = fixture.Company.AddInvoice((JsonObject)JsonNode.Parse(QuickBooksFixture.Invoice())!);
        var payment = fixture.Company.ReceivePayment(invoice, 100m);
        fixture.Company.DepositPayment(payment);

        Assert.Equal("6540", (await fixture.PostAsync("payment?operation=delete", $$"""{"Id":"{{payment}}","SyncToken":"1"}""")).Code);
    }

    [Fact]
    public async Task An_address_changed_through_an_invoice_comes_back_as_lines()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var created = (await fixture.PostAsync("invoice", QuickBooksFixture.Invoice())).Entity("Invoice");

        var answer = await fixture.PostAsync("invoice", $$"""
            {"Id":"{{created["Id"]}}","SyncToken":"0","sparse":true,
             "BillAddr":{"Line1":"1 New St","City":"Middlefield","CountrySubDivisionCode":"CA","PostalCode":"94303"} }
            """);

        var address = answer.Entity("Invoice")["BillAddr"]!;
        Assert.Null(address["City"]);
        Assert.Equal("Middlefield, CA  94303", address["Line3"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_pdf_is_a_pdf()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.SendAsync(HttpMethod.Get, "invoice/1/pdf", accept: "application/pdf");

        Assert.Equal((200, "application/pdf"), (answer.Status, answer.ContentType));
        Assert.StartsWith("%PDF-", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_settles_what_people_booked_beside_sales_and_loses_what_an_update_leaves_out()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var entry = fixture.Company.Add("JournalEntry", new() { ["TxnDate"] = "2026-03-01" });
        var link = $$"""{"TxnId":"{{entry}}","TxnType":"JournalEntry","TxnLineId":"1"}""";
        var made = (await fixture.PostAsync(
            "payment", $$"""{"CustomerRef":{"value":"1"},"TotalAmt":50,"Line":[{"Amount":20,"LinkedTxn":[{{link}}]}]}""")).Entity("Payment");
        var unknown = await fixture.PostAsync(
            "payment",
            """{"CustomerRef":{"value":"1"},"TotalAmt":50,"Line":[{"Amount":20,"LinkedTxn":[{"TxnId":"99999","TxnType":"JournalEntry"}]}]}""");

        Assert.Equal(30m, made["UnappliedAmt"]!.GetValue<decimal>());
        Assert.Equal("1", made["Line"]![0]!["LinkedTxn"]![0]!["TxnLineId"]!.GetValue<string>());
        Assert.Equal("610", unknown.Code);
        var changed = await fixture.PostAsync(
            "payment",
            $$"""{"Id":"{{made["Id"]}}","SyncToken":"0","sparse":true,"CustomerRef":{"value":"1"},"TotalAmt":50,"Line":[]}""");
        Assert.Equal(50m, changed.Entity("Payment")["UnappliedAmt"]!.GetValue<decimal>());
    }
}
