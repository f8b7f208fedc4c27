using System.Text.Json.Nodes;

namespace Sequence.Connectors.QuickBooks.Tests;

internal sealed class LedgerAccountBench(QuickBooksHarness harness) : QuickBooksBench<LedgerAccount>(harness, "Account")
{
    protected override JsonObject NewObject(int number) => new() { ["Name"] = $"Seed {number}", ["AccountType"] = "Income" };
}
