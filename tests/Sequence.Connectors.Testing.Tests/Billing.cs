using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Testing.Tests;

/// <summary>The code of a host: what it does with its invoices, and what it tells the engine.</summary>
internal sealed class Billing(Books books, SyncEngine engine)
{
    public async Task FinalizeAsync(Bill bill, CancellationToken cancellationToken)
    {
        bill = bill with { Status = "Open" };
        books.Bills[bill.Id] = bill;
        var customer = new Customer { Id = bill.Customer, Name = bill.Customer };
        await engine.Publisher.PublishAsync("acme", customer, HostEvent.Saved, cancellationToken: cancellationToken);
        await engine.Publisher.PublishAsync("acme", Invoice(bill), HostEvent.Finalized, cancellationToken: cancellationToken);
    }

    private static Invoice Invoice(Bill bill) => new()
    {
        Id = bill.Id,
        Number = bill.Number,
        CustomerId = bill.Customer,
        Currency = CurrencyCode.Parse("USD"),
        IssueDate = new LocalDate(2026, 3, 2),
        Status = DocumentStatus.Final,
        Lines = [new InvoiceLine { Id = "1", Description = "Platform", NetTotal = bill.Amount }],
    };
}
