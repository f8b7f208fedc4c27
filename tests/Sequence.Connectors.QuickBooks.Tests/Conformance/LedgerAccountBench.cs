using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.QuickBooks.Tests;

internal sealed class LedgerAccountBench(QuickBooksHarness harness) : QuickBooksBench<LedgerAccount>(harness, "Account")
{
    // QuickBooks has no page of an account that is known to open.
    public override SourceDetails Details => SourceDetails.Version | SourceDetails.ModifiedAt;

    protected override JsonObject NewObject(int number) => new() { ["Name"] = $"Seed {number}", ["AccountType"] = "Income" };
}
