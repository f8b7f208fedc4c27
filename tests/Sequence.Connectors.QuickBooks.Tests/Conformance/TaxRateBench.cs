using System.Text.Json.Nodes;

namespace Sequence.Connectors.QuickBooks.Tests;

internal sealed class TaxRateBench(QuickBooksHarness harness) : QuickBooksBench<TaxRate>(harness, "TaxCode")
{
    protected override JsonObject NewObject(int number) =>
        new()
        {
            ["Name"] = $"Seed {number}",
            ["Active"] = true,
            ["Taxable"] = true,
            ["TaxGroup"] = false,
        };
}
