using System.Text.Json.Nodes;

namespace Sequence.Connectors.QuickBooks.Tests;

internal sealed class ProductBench(QuickBooksHarness harness) : QuickBooksBench<Product>(harness, "Item")
{
    protected override JsonObject NewObject(int number) => new()
    {
        ["Name"] = $"Seed {number}",
        ["Type"] = "Service",
        ["IncomeAccountRef"] = Reference((string)World.Company.Documents("Account").First(account => (string?)account["AccountType"] == "Income")["Id"]!),
    };
}
