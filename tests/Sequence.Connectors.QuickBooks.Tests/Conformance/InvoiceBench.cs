using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.QuickBooks.Tests;

internal sealed class InvoiceBench(QuickBooksHarness harness)
    : QuickBooksBench<Invoice>(harness, "Invoice"),
        IReferenceBench<Invoice>,
        IVerbBench<Invoice>
{
    public Task<References> PrepareAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(References.To<Customer>("cus-1", World.CustomerId));

    public Invoice NewRecord(string localId) => new()
    {
        Id = localId,
        Number = $"N-{localId}",
        CustomerId = "cus-1",
        Currency = CurrencyCode.Parse("USD"),
        IssueDate = new(2026, 3, 2),
        DueDate = new(2026, 4, 1),
        Status = DocumentStatus.Final,
        BillingEmail = "ap@fault.example",
        Lines = [new() { Id = "l1", Description = "Seats", Quantity = 3, UnitPrice = 10m, NetTotal = 30m }],
    };

    public Invoice Edited(Invoice record) => record with { Memo = "Thank you" };

    public Invoice Refused(Invoice record) => record with { Number = new string('9', 22) };

    public Invoice Lossy(Invoice record) => record with { PurchaseOrderNumber = "PO-1" };

    public Invoice WithUnlinkedReference(Invoice record) => record with { CustomerId = "nobody" };

    protected override Invoice Moved(Invoice record) => record with { IssueDate = MovedTo };

    protected override JsonObject NewObject(int number) => Document();

    protected override JsonObject Change(int number) => new() { ["CustomerMemo"] = Reference($"Change {number}") };

    protected override void Delete(string externalId) => World.Company.DeleteInvoice(externalId);
}
