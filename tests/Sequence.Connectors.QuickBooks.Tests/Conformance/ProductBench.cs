using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.QuickBooks.Tests;

internal sealed class ProductBench(QuickBooksHarness harness)
    : QuickBooksBench<Product>(harness, "Item"),
        IReferenceBench<Product>,
        IVerbBench<Product>
{
    private string IncomeAccount =>
        (string)World.Company.Documents("Account").First(account => (string?)account["AccountType"] == "Income")["Id"]!;

    public Task<References> PrepareAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(References.To<LedgerAccount>("sales", IncomeAccount));

    public Product NewRecord(string localId) =>
        new()
        {
            Id = localId,
            Name = $"Product {localId}",
            UnitPrice = 12m,
            LedgerAccountId = "sales",
            State = RecordState.Active,
        };

    public Product Edited(Product record) => record with { Description = "Edited" };

    public Product Refused(Product record) => record with { Name = " " };

    public Product Lossy(Product record) => record with { Name = $"{record.Name}: annual" };

    public Product WithUnlinkedReference(Product record) => record with { LedgerAccountId = "nobody" };

    protected override JsonObject NewObject(int number) =>
        new()
        {
            ["Name"] = $"Seed {number}",
            ["Type"] = "Service",
            ["IncomeAccountRef"] = Reference(IncomeAccount),
        };
}
