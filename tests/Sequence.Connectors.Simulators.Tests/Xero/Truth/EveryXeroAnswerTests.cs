using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>Drives every path of the simulated organisation and has each answer judged by Xero's own specification.</summary>
public sealed class EveryXeroAnswerTests
{
    private static readonly string[] Lists =
    [
        "Contacts", "Invoices", "CreditNotes", "Payments", "Items", "Accounts", "TaxRates", "TrackingCategories", "Currencies",
            "BrandingThemes",
    ];

    [Fact]
    public async Task Reading_keeps_to_the_specification()
    {
        using var specification = OpenApiSpecification.XeroAccounting();
        await using var fixture = await XeroFixture.StartAsync(specification: specification);

        foreach (var list in Lists)
        {
            var rows = (await fixture.GetAsync(list)).List(list);
            Assert.True(rows.Count > 0, $"The seeded organisation has no {list}.");
        }

        foreach (var query in (string[])["page=1&pageSize=3", "summaryOnly=true", "page=1&unitdp=4&order=Date%20DESC", "searchTerm=ridge"])
        {
            await fixture.GetAsync("Invoices?" + query);
            await fixture.GetAsync("Contacts?" + query);
        }

        await fixture.GetAsync("CreditNotes?page=1");
        await fixture.GetAsync("Payments?page=1");
        await fixture.GetAsync("Organisation");
        await fixture.GetAsync("Organisation/Actions");
        foreach (var (list, id) in new[] { ("Contacts", "ContactID"), ("Invoices", "InvoiceID"), ("CreditNotes", "CreditNoteID"),
            ("Payments", "PaymentID"), ("Items", "ItemID") })
        {
            var first = (await fixture.GetAsync(list)).List(list)[0]![id]!.GetValue<string>();
            (await fixture.GetAsync($"{list}/{first}")).One(list);
            await fixture.GetAsync($"{list}/{first}/History");
        }

        Assert.Empty(fixture.Findings);
        Assert.True(fixture.Judged > 30, $"Only {fixture.Judged} answers were judged.");
        Assert.Empty(fixture.Xero.Usage.Violations);
    }

    [Fact]
    public async Task Writing_keeps_to_the_specification()
    {
        using var specification = OpenApiSpecification.XeroAccounting();
        await using var fixture = await XeroFixture.StartAsync(specification: specification);

        (await fixture.PutAsync("Contacts?summarizeErrors=false", """
            {"Contacts":[{"Name":"Kestrel & Sons","EmailAddress":"ada@example.org","ContactPersons":[{"FirstName":"Ada"}],
             "Addresses":[{"AddressType":"POBOX","AddressLine1":"1 Quay"}],"PaymentTerms":{"Sales":{"Day":10,"Type":"DAYSAFTERBILLDATE"}}},
             {"Name":"Ridgeway University"}]}
            """)).List("Contacts");
        var invoice = await fixture.CreateAsync(",\"Reference\":\"Order 7\",\"Url\":\"https://billing.example.org/7\"");
        var id = invoice["InvoiceID"]!.GetValue<string>();
        await fixture.PostAsync($"Invoices/{id}", """{"Invoices":[{"Reference":"Order 8"}]}""");
        await fixture.PutAsync($"Invoices/{id}/History", """{"HistoryRecords":[{"Details":"Billed by the app"}]}""");
        await fixture.GetAsync($"Invoices/{id}/OnlineInvoice");
        await fixture.PostAsync($"Invoices/{id}/Email", "{}");
        var payment = (
            await fixture.PutAsync(
                "Payments",
                $$$"""
                {"Payments":[{"Invoice":{"InvoiceID":"{{{id}}}"},"Account":{"AccountID":"{{{fixture.Bank()}}}"},"Date":"2026-03-05","Amount":15.00}]}
                """
            )
        ).One("Payments");
        var other = (await fixture.CreateAsync())["InvoiceID"]!.GetValue<string>();
        var batch = (
            await fixture.PutAsync(
                "BatchPayments?summarizeErrors=false",
                $$$"""
                {"BatchPayments":[{"Account":{"AccountID":"{{{fixture.Bank()}}}"},"Date":"2026-03-05","Reference":"Both",
                 "Payments":[{"Invoice":{"InvoiceID":"{{{id}}}"},"Amount":5.00},{"Invoice":{"InvoiceID":"{{{other}}}"},"Amount":5.00}]}]}
                """
            )
        ).One("BatchPayments")["BatchPaymentID"]!.GetValue<string>();
        await fixture.GetAsync("BatchPayments");
        await fixture.GetAsync($"BatchPayments/{batch}");
        await fixture.GetAsync("Payments?page=1");
        await fixture.PostAsync($"BatchPayments/{batch}", """{"Status":"DELETED"}""");
        var note = (
            await fixture.PutAsync(
                "CreditNotes",
                XeroFixture.Invoice().Replace("ACCREC", "ACCRECCREDIT", StringComparison.Ordinal)
            )
        ).One("CreditNotes");
        var allocation = (
            await fixture.PutAsync(
                $"CreditNotes/{note["CreditNoteID"]}/Allocations",
                $$$"""
                {"Allocations":[{"Invoice":{"InvoiceID":"{{{id}}}"},"Amount":40,"Date":"2026-03-05"}]}
                """
            )
        ).One("Allocations");
        await fixture.GetAsync($"Invoices/{id}");
        await fixture.GetAsync($"CreditNotes/{note["CreditNoteID"]}");
        var released = await fixture.SendAsync("DELETE", $"CreditNotes/{note["CreditNoteID"]}/Allocations/{allocation["AllocationID"]}");
        await fixture.PostAsync($"Payments/{payment["PaymentID"]}", """{"Status":"DELETED"}""");
        var voided = (await fixture.PostAsync($"Invoices/{id}", """{"Status":"VOIDED"}""")).One("Invoices");
        await fixture.PutAsync(
            "Items",
            """{"Items":[{"Code":"NEW-1","Name":"New","SalesDetails":{"UnitPrice":10,"AccountCode":"200"}}]}"""
        );
        await fixture.PutAsync(
            "TaxRates",
            """{"TaxRates":[{"Name":"City tax","ReportTaxType":"OUTPUT","TaxComponents":[{"Name":"City","Rate":2.5,"IsCompound":false}]}]}"""
        );
        await fixture.PutAsync("Accounts", """{"Code":"299","Name":"More sales","Type":"SALES"}""");
        await fixture.PutAsync("Currencies", """{"Code":"SEK"}""");
        await fixture.PutAsync("TrackingCategories", """{"Name":"Team"}""");

        Assert.True(released.Json["IsDeleted"]!.GetValue<bool>());
        Assert.IsType<JsonArray>(released.Json["Invoice"]);
        Assert.Equal("VOIDED", voided["Status"]!.GetValue<string>());
        Assert.Empty(fixture.Findings);
        Assert.Empty(fixture.Xero.Usage.Violations);
    }

    [Fact]
    public async Task Refusals_keep_to_the_specification()
    {
        using var specification = OpenApiSpecification.XeroAccounting();
        await using var fixture = await XeroFixture.StartAsync(specification: specification);

        var contact = await fixture.PutAsync("Contacts", """{"Name":"Ridgeway University","Addresses":[{"AddressType":"POBOX"}]}""");
        var invoice = await fixture.PutAsync("Invoices", XeroFixture.Invoice(line: ",\"TaxType\":\"INPUT2\""));
        var payment = await fixture.PutAsync("Payments", """{"Amount":5,"Account":{"Code":"090"}}""");
        var element = (await fixture.PutAsync("Invoices?summarizeErrors=false", XeroFixture.Invoice(",\"CurrencyCode\":\"BRL\"")))
            .One("Invoices");

        Assert.Equal((400, 10), (contact.Status, contact.Json["ErrorNumber"]!.GetValue<int>()));
        Assert.Equal("00000000-0000-0000-0000-000000000000", contact.Json["Elements"]![0]!["ContactID"]!.GetValue<string>());
        Assert.Equal("The TaxType code 'INPUT2' cannot be used with account code '200'.", invoice.Refusal);
        Assert.Equal(400, payment.Status);
        Assert.Equal("ERROR", element["StatusAttributeString"]!.GetValue<string>());
        Assert.Empty(fixture.Findings);
    }

    [Fact]
    public void The_check_finds_what_is_wrong()
    {
        using var specification = OpenApiSpecification.XeroAccounting();
        using var wrong = System.Text.Json.JsonDocument.Parse(
            """{"Invoices":[{"Type":"SALES","InvoiceID":"7","Total":"115.00","HasErrors":"no","LineItems":{},"Status":null}]}""");

        var findings = specification.CheckResponse("GET", "/Invoices", 200, wrong.RootElement).Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "$.Invoices[0].HasErrors is no boolean", "$.Invoices[0].InvoiceID is no UUID: '7'", "$.Invoices[0].LineItems is no list",
                "$.Invoices[0].Status is null", "$.Invoices[0].Total is no number", "$.Invoices[0].Type has the unknown value 'SALES'",
            ],
            findings);
    }
}
