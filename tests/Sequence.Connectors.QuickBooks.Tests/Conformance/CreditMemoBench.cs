using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.QuickBooks.Tests;

internal sealed class CreditMemoBench(QuickBooksHarness harness)
    : QuickBooksBench<CreditMemo>(harness, "CreditMemo"),
        IReferenceBench<CreditMemo>,
        IVerbBench<CreditMemo>
{
    public Task<References> PrepareAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(References.To<Customer>("cus-1", World.CustomerId));

    public CreditMemo NewRecord(string localId) => new()
    {
        Id = localId,
        Number = $"C-{localId}",
        CustomerId = "cus-1",
        Currency = CurrencyCode.Parse("USD"),
        IssueDate = new(2026, 3, 2),
        Status = DocumentStatus.Final,
        BillingEmail = "ap@fault.example",
        Lines = [new() { Id = "l1", Description = "Seats", Quantity = 3, UnitPrice = 10m, NetTotal = 30m }],
    };

    public CreditMemo Edited(CreditMemo record) => record with { Memo = "Sorry" };

    public CreditMemo Refused(CreditMemo record) => record with { Number = new string('9', 22) };

    public CreditMemo Lossy(CreditMemo record) => record with { Memo = new string('m', 1001) };

    public CreditMemo WithUnlinkedReference(CreditMemo record) => record with { CustomerId = "nobody" };

    protected override CreditMemo Moved(CreditMemo record) => record with { IssueDate = MovedTo };

    protected override JsonObject NewObject(int number) => Document();

    protected override JsonObject Change(int number) => new() { ["CustomerMemo"] = Reference($"Change {number}") };

    protected override void Delete(string externalId) => World.Company.DeleteCreditMemo(externalId);
}
