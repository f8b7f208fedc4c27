using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Xero.Tests;

internal sealed class ProductBench(XeroHarness harness) : XeroBench<Product>(harness, "Item", SourceDetails.ModifiedAt)
{
    protected override JsonObject NewObject(int number) => new() { ["Code"] = $"SEED-{number}", ["Name"] = $"Seed {number}" };

    protected override JsonObject Change(int number) => new() { ["Description"] = $"Change {number}" };

    protected override void Delete(string externalId) => World.Organisation.Remove("Item", externalId);
}

internal sealed class LedgerAccountBench(XeroHarness harness) : XeroBench<LedgerAccount>(harness, "Account", SourceDetails.ModifiedAt)
{
    protected override JsonObject NewObject(int number) =>
        new()
        {
            ["Code"] = $"S{number}",
            ["Name"] = $"Seed {number}",
            ["Type"] = "REVENUE",
        };

    protected override JsonObject Change(int number) => new() { ["Name"] = $"Change {number}" };

    protected override void Delete(string externalId) => World.Organisation.Remove("Account", externalId);

    protected override void Archive(string externalId) =>
        World.Organisation.ArchiveAccount((string)World.Organisation.Documents("Account").Find(externalId)!["Code"]!);
}

internal sealed class TaxRateBench(XeroHarness harness) : XeroBench<TaxRate>(harness, "TaxRate", SourceDetails.None)
{
    public override string UnknownId => "TAX987";

    protected override string IdMember => "TaxType";

    protected override JsonObject NewObject(int number) => new()
    {
        ["Name"] = $"Seed {number}",
        ["TaxComponents"] = new JsonArray(new JsonObject { ["Name"] = "Tax", ["Rate"] = 5m }),
        ["ReportTaxType"] = "OUTPUT",
    };

    protected override JsonObject Change(int number) => new() { ["Name"] = $"Change {number}" };

    protected override void Delete(string externalId) =>
        World.Organisation.Save("TaxRate", With(externalId, new() { ["Status"] = "DELETED" }));
}

internal sealed class PaymentBench(XeroHarness harness) : XeroBench<Payment>(harness, "Payment")
{
    private int _invoices;

    protected override JsonObject NewObject(int number) =>
        new()
        {
            ["Invoice"] = new JsonObject
            {
                ["InvoiceID"] = World.Organisation.Save(
                    "Invoice",
                    Document("ACCREC", "InvoiceNumber", 5000 + ++_invoices, "AUTHORISED")
                ),
            },
            ["Account"] = new JsonObject { ["Code"] = "090" },
            ["Date"] = "2026-03-09",
            ["Amount"] = 10m,
        };

    // A payment is never edited, only taken back.
    protected override JsonObject Change(int number) => new() { ["Status"] = "DELETED" };
}
