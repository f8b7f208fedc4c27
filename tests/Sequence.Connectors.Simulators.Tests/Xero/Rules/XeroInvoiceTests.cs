using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class XeroInvoiceTests
{
    [Theory]
    [InlineData("DRAFT", "SUBMITTED", null)]
    [InlineData("DRAFT", "AUTHORISED", null)]
    [InlineData("DRAFT", "DELETED", null)]
    [InlineData("DRAFT", "VOIDED", "Invoice not of valid status for modification")]
    [InlineData("SUBMITTED", "DRAFT", null)]
    [InlineData("SUBMITTED", "DELETED", null)]
    [InlineData("AUTHORISED", "DRAFT", "Invoice not of valid status for modification")]
    [InlineData("AUTHORISED", "DELETED", "Invoice not of valid status for modification")]
    [InlineData("AUTHORISED", "VOIDED", null)]
    [InlineData("AUTHORISED", "PAID", "Invoice not of valid status for modification")]
    public async Task Only_some_statuses_follow_each_other(string from, string to, string? refusal)
    {
        await using var fixture = await XeroFixture.StartAsync();
        var invoice = await fixture.CreateAsync($",\"Status\":\"{from}\"");
        var id = invoice["InvoiceID"]!.GetValue<string>();

        var answer = await fixture.PostAsync($"Invoices/{id}", $$"""{"Status":"{{to}}"}""");

        Assert.Equal(refusal is null ? 200 : 400, answer.Status);
        Assert.Equal(refusal, refusal is null ? null : answer.Refusal);
        Assert.Equal(refusal is null ? to : from, fixture.Organisation.Invoices.Find(id)!["Status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Tax_is_rounded_line_by_line()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var lines = string.Join(',', ((string[])["25.06", "25.61", "25.63"]).Select(amount =>
            $$"""{"Description":"x","Quantity":1,"UnitAmount":{{amount}},"AccountCode":"200"}"""));

        var invoice = await fixture.CreateAsync($",\"LineItems\":[{lines}]");

        Assert.Equal(("76.30", "11.44", "87.74"), (Text(invoice, "SubTotal"), Text(invoice, "TotalTax"), Text(invoice, "Total")));
    }

    [Theory]
    [InlineData("Inclusive", "86.96", "13.04", "100.00")]
    [InlineData("Exclusive", "100.00", "15.00", "115.00")]
    [InlineData("NoTax", "100.00", "0.00", "100.00")]
    public async Task Amounts_mean_what_the_document_says(string types, string net, string tax, string total)
    {
        await using var fixture = await XeroFixture.StartAsync();

        var invoice = await fixture.CreateAsync($",\"LineAmountTypes\":\"{types}\"");

        Assert.Equal((net, tax, total), (Text(invoice, "SubTotal"), Text(invoice, "TotalTax"), Text(invoice, "Total")));
    }

    [Fact]
    public async Task New_lines_stand_before_those_that_are_kept_and_absent_ones_are_gone()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var invoice = await fixture.CreateAsync(
            ",\"LineItems\":[{\"Description\":\"A\",\"UnitAmount\":1,\"AccountCode\":\"200\"},{\"Description\":\"B\",\"UnitAmount\":2,\"AccountCode\":\"200\"}]"
        );
        var (id, kept) = (invoice["InvoiceID"]!.GetValue<string>(), invoice["LineItems"]![1]!["LineItemID"]!.GetValue<string>());

        var changed = (await fixture.PostAsync($"Invoices/{id}", $$$"""
            {"LineItems":[{"LineItemID":"{{{kept}}}","Description":"B2"},{"Description":"C","UnitAmount":3,"AccountCode":"200"}]}
            """)).One("Invoices");

        Assert.Equal(["C", "B2"], changed["LineItems"]!.AsArray().Select(line => line!["Description"]!.GetValue<string>()));
        Assert.Equal(kept, changed["LineItems"]![1]!["LineItemID"]!.GetValue<string>());
        Assert.Equal("5.75", Text(changed, "Total"));
    }

    [Theory]
    [InlineData(true, "The document date cannot be before the period lock date, currently set at 31 March 2026")]
    [InlineData(false, "The document date cannot be before the end of year lock date, currently set at 31 March 2026")]
    public async Task A_locked_period_takes_no_documents_and_lets_none_be_voided(bool isPeriod, string refusal)
    {
        await using var fixture = await XeroFixture.StartAsync();
        var id = (await fixture.CreateAsync())["InvoiceID"]!.GetValue<string>();
        var until = new DateOnly(2026, 3, 31);
        fixture.Organisation.Change(profile =>
            isPeriod ? profile with { PeriodLockDate = until } : profile with { EndOfYearLockDate = until });

        var created = await fixture.PutAsync("Invoices", XeroFixture.Invoice());
        var voided = await fixture.PostAsync($"Invoices/{id}", """{"Status":"VOIDED"}""");

        Assert.Equal((refusal, refusal), (created.Refusal, voided.Refusal));
        Assert.Equal(200, (await fixture.PutAsync("Invoices", XeroFixture.Invoice(",\"Date\":\"2026-04-01\""))).Status);
    }

    [Fact]
    public async Task A_part_paid_invoice_cannot_be_edited_but_can_be_marked_as_sent()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var id = (await fixture.CreateAsync())["InvoiceID"]!.GetValue<string>();
        fixture.Organisation.ReceivePayment(id, 15m);
        var before = fixture.Organisation.Invoices.Find(id)!["UpdatedDateUTC"]!.GetValue<string>();
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));

        var edited = await fixture.PostAsync($"Invoices/{id}", """{"Reference":"late"}""");
        var sent = (await fixture.PostAsync($"Invoices/{id}", """{"SentToContact":true}""")).One("Invoices");

        Assert.Equal("This document cannot be edited as it has a payment or credit note allocated to it.", edited.Refusal);
        Assert.True(sent["SentToContact"]!.GetValue<bool>());
        Assert.Equal(before, sent["UpdatedDateUTC"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_number_of_a_deleted_draft_is_free_and_that_of_a_voided_invoice_is_not()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var draft = fixture.Organisation.Save("Invoice", Body(",\"Status\":\"DRAFT\",\"InvoiceNumber\":\"A-1\""));
        var approved = fixture.Organisation.Save("Invoice", Body(",\"InvoiceNumber\":\"A-2\""));
        fixture.Organisation.DeleteInvoice(draft);
        fixture.Organisation.VoidInvoice(approved);

        Assert.Equal(200, (await fixture.PutAsync("Invoices", XeroFixture.Invoice(",\"InvoiceNumber\":\"A-1\""))).Status);
        Assert.Equal("Invoice # must be unique.",
            (await fixture.PutAsync("Invoices", XeroFixture.Invoice(",\"InvoiceNumber\":\"a-2\""))).Refusal);
    }

    [Fact]
    public async Task The_plan_and_the_currencies_of_the_organisation_decide_about_money()
    {
        await using var fixture = await XeroFixture.StartAsync(XeroOrganisationProfile.UnitedKingdom with
        {
            MultiCurrency = false,
            ApprovedInvoiceLimit = 0,
            SampleData = false
        });

        var foreign = await fixture.PutAsync("Invoices", XeroFixture.Invoice(",\"CurrencyCode\":\"EUR\""));
        var approved = await fixture.PutAsync("Invoices", XeroFixture.Invoice());
        var draft = await fixture.PutAsync("Invoices", XeroFixture.Invoice(",\"Status\":\"DRAFT\""));

        Assert.Equal("Organisation is not subscribed to currency EUR", foreign.Refusal);
        Assert.Equal("You have reached the limit of invoices you can approve", approved.Refusal);
        Assert.Equal(200, draft.Status);
        Assert.Equal("GBP", draft.One("Invoices")["CurrencyCode"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_document_without_a_date_has_the_organisations_day()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var evening = new DateTimeOffset(fixture.Clock.GetUtcNow().UtcDateTime.Date.AddHours(22), TimeSpan.Zero);
        fixture.Clock.Advance(evening + TimeSpan.FromDays(1) - fixture.Clock.GetUtcNow());
        fixture.Tokens = fixture.Xero.IssueTokens();

        var invoice = await fixture.PutAsync("Invoices", XeroFixture.Invoice(",\"Date\":\"\",\"DueDate\":\"2030-01-01\""));

        Assert.Equal(
            DateOnly.FromDateTime(evening.UtcDateTime).AddDays(2)
                .ToString("yyyy-MM-dd'T00:00:00'", System.Globalization.CultureInfo.InvariantCulture),
            invoice.One("Invoices")["DateString"]!.GetValue<string>());
        Assert.Contains("\"Date\": \"\\/Date(", invoice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anything_beside_the_id_changes_the_contact_and_an_archived_one_takes_no_invoices()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var contact = fixture.Organisation.Save(
            "Contact",
            (JsonObject)JsonNode.Parse("""{"Name":"Kestrel","ContactPersons":[{"FirstName":"Ada"}]}""")!
        );

        await fixture.PutAsync("Invoices", XeroFixture.Invoice($$""","Contact":{"ContactID":"{{contact}}"}"""));
        Assert.Single(fixture.Organisation.Contacts.Find(contact)!["ContactPersons"]!.AsArray());
        await fixture.PutAsync("Invoices", XeroFixture.Invoice($$""","Contact":{"ContactID":"{{contact}}","Name":"Kestrel Ltd"}"""));
        Assert.Empty(fixture.Organisation.Contacts.Find(contact)!["ContactPersons"]!.AsArray());
        fixture.Organisation.ArchiveContact(contact);
        var refused = await fixture.PutAsync("Invoices", XeroFixture.Invoice($$""","Contact":{"ContactID":"{{contact}}"}"""));

        Assert.StartsWith("The contact with the specified contact details has been archived.", refused.Refusal, StringComparison.Ordinal);
    }

    private static string Text(JsonObject document, string member) => document[member]!.ToJsonString();

    private static JsonObject Body(string more) => (JsonObject)JsonNode.Parse(XeroFixture.Invoice(more))!;
}
