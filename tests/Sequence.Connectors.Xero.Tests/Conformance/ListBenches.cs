using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Xero.Tests;

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
