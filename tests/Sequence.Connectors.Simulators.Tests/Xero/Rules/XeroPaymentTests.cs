using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class XeroPaymentTests
{
    [Fact]
    public async Task A_batch_pays_its_invoices_as_one_and_is_taken_back_as_one()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var (one, two) = (Id(await fixture.CreateAsync(), "InvoiceID"), Id(await fixture.CreateAsync(), "InvoiceID"));

        var batch = (await fixture.PutAsync("BatchPayments?summarizeErrors=false", Batch(fixture, (one, 115m), (two, 15m)))).One(
            "BatchPayments"
        );
        var parts = batch["Payments"]!.AsArray();
        var rows = (await fixture.GetAsync($"Payments?page=1&where={Escape($"Invoice.InvoiceID==guid(\"{two}\")")}")).List("Payments");

        Assert.Equal(
            ("RECBATCH", "AUTHORISED", 130m, 2),
            (Text(batch, "Type"), Text(batch, "Status"), (decimal)batch["TotalAmount"]!, parts.Count)
        );
        Assert.Equal(Id(batch, "BatchPaymentID"), Text((JsonObject)Assert.Single(rows)!, "BatchPaymentID"));
        Assert.Equal(("PAID", "AUTHORISED"), (Status(fixture, one), Status(fixture, two)));
        var part = await fixture.PostAsync($"Payments/{Id((JsonObject)parts[0]!, "PaymentID")}", """{"Status":"DELETED"}""");
        Assert.Equal((400, "Payments within a batch cannot be deleted."), (part.Status, part.Refusal));

        var deleted = (await fixture.PostAsync($"BatchPayments/{Id(batch, "BatchPaymentID")}", """{"Status":"DELETED"}""")).One(
            "BatchPayments"
        );

        Assert.Equal("DELETED", Text(deleted, "Status"));
        Assert.Equal(("AUTHORISED", "AUTHORISED"), (Status(fixture, one), Status(fixture, two)));
        Assert.All(
            fixture.Organisation.Payments.Where(each => each["BatchPaymentID"] is not null),
            each => Assert.Equal("DELETED", Text(each, "Status"))
        );
        Assert.Equal(400, (await fixture.PostAsync($"BatchPayments/{Id(batch, "BatchPaymentID")}", """{"Status":"DELETED"}""")).Status);
    }

    [Fact]
    public async Task A_batch_with_one_bad_part_pays_nothing()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var (one, two) = (Id(await fixture.CreateAsync(), "InvoiceID"), Id(await fixture.CreateAsync(), "InvoiceID"));

        var refused = (
            await fixture.PutAsync("BatchPayments?summarizeErrors=false", Batch(fixture, (one, 115m), (two, 115.01m)))
        ).One("BatchPayments");

        Assert.Equal("ERROR", Text(refused, "StatusAttributeString"));
        Assert.Equal(("AUTHORISED", "AUTHORISED"), (Status(fixture, one), Status(fixture, two)));
        Assert.Empty(fixture.Organisation.Documents("BatchPayment"));
    }

    [Fact]
    public async Task A_paid_invoice_and_an_archived_account_take_no_payment()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var (paid, open) = (Id(await fixture.CreateAsync(), "InvoiceID"), Id(await fixture.CreateAsync(), "InvoiceID"));
        fixture.Organisation.ReceivePayment(paid, 115m);
        fixture.Organisation.ArchiveAccount("090");

        var again = await fixture.PutAsync(
            "Payments",
            $$$"""{"Invoice":{"InvoiceID":"{{{paid}}}"},"Account":{"AccountID":"{{{fixture.Bank()}}}"},"Amount":1}"""
        );
        var archived = await fixture.PutAsync(
            "Payments",
            $$$"""{"Invoice":{"InvoiceID":"{{{open}}}"},"Account":{"Code":"090"},"Amount":1}"""
        );

        Assert.Equal(
            ["Payments can only be made against Authorised documents", "Payment amount exceeds the amount outstanding on this document"],
            again.Json["Elements"]![0]!["ValidationErrors"]!.AsArray().Select(each => Text((JsonObject)each!, "Message"))
        );
        Assert.Equal((400, "Account code '090' has been archived, or deleted."), (archived.Status, archived.Refusal));
    }

    [Fact]
    public async Task An_account_of_a_third_currency_takes_no_payment()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var invoice = Id(await fixture.CreateAsync(",\"CurrencyCode\":\"EUR\""), "InvoiceID");
        fixture.Organisation.Save("Account", new() { ["Code"] = "091", ["Name"] = "Dollars", ["Type"] = "BANK", ["CurrencyCode"] = "USD" });

        var answer = await fixture.PutAsync(
            "Payments",
            $$$"""{"Invoice":{"InvoiceID":"{{{invoice}}}"},"Account":{"Code":"091"},"Amount":1}"""
        );

        Assert.Equal((400, "The currency of the account must be EUR, or the organisation's own."), (answer.Status, answer.Refusal));
    }

    [Fact]
    public async Task A_tracked_item_stays_tracked_unless_its_cost_is_taken_away()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var item = (
            await fixture.PutAsync(
                "Items?unitdp=4",
                """{"Code":"BOX","Name":"Box","InventoryAssetAccountCode":"630","PurchaseDetails":{"COGSAccountCode":"310"},"SalesDetails":{"UnitPrice":7.1234,"AccountCode":"200"}}"""
            )
        ).One("Items");

        var renamed = (await fixture.PostAsync($"Items/{Id(item, "ItemID")}", """{"Code":"BOX","Name":"Crate"}""")).One("Items");
        var broken = await fixture.PostAsync($"Items/{Id(item, "ItemID")}", """{"Code":"BOX","PurchaseDetails":{"UnitPrice":1}}""");

        Assert.True((bool)renamed["IsTrackedAsInventory"]!);
        Assert.Equal((400, "Cost Of Goods Sold Account must be used with an Inventory Asset Account"), (broken.Status, broken.Refusal));
        Assert.Equal(7.1234m, (decimal)fixture.Organisation.Documents("Item").FindBy("Code", "BOX")!["SalesDetails"]!["UnitPrice"]!);
    }

    private static string Batch(XeroFixture fixture, params (string Invoice, decimal Amount)[] parts) => new JsonObject
    {
        ["BatchPayments"] = new JsonArray(new JsonObject
        {
            ["Account"] = new JsonObject { ["AccountID"] = fixture.Bank() },
            ["Date"] = "2026-03-06",
            ["Reference"] = "Together",
            ["Payments"] = new JsonArray([.. parts.Select(part => new JsonObject
            {
                ["Invoice"] = new JsonObject { ["InvoiceID"] = part.Invoice }, ["Amount"] = part.Amount, ["Reference"] = "Together",
            })]),
        }),
    }.ToJsonString();

    private static string Status(XeroFixture fixture, string invoice) => Text(fixture.Organisation.Invoices.Find(invoice)!, "Status")!;

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static string? Text(JsonObject document, string member) => (string?)document[member];

    private static string Id(JsonObject document, string member) => (string)document[member]!;
}
